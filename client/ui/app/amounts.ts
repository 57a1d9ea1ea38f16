import type { LimitDefinition } from '../../../shared/definitions.ts'
import type { Formats } from '../../lib/formats.ts'
import type { Translate } from '../../lib/words.ts'

const mebibyte = 2 ** 20
const gibibyte = 2 ** 30

export const byteUnits = { mebibyte, gibibyte } as const

export type ByteUnit = keyof typeof byteUnits

/** The larger unit in which an amount of bytes is a whole number, else mebibytes. */
export const unitOf = (bytes: number): ByteUnit =>
  bytes >= gibibyte && bytes % gibibyte === 0 ? 'gibibyte' : 'mebibyte'

function bytesInWords(bytes: number, t: Translate, formats: Formats): string {
  const number = (value: number) => formats.number(value, { maximumFractionDigits: 1 })
  if (bytes >= gibibyte) return t('app.amounts.gibibytes', { value: number(bytes / gibibyte) })
  if (bytes >= mebibyte || bytes === 0) return t('app.amounts.mebibytes', { value: number(bytes / mebibyte) })
  return t('app.amounts.bytes', { value: number(bytes) })
}

/** A value of a limit in words, with its unit. */
export function amountInWords(unit: LimitDefinition['unit'], value: number, t: Translate, formats: Formats): string {
  if (unit === 'count') return formats.number(value)
  const size = bytesInWords(value, t, formats)
  return unit === 'bytes' ? size : t('app.amounts.perSecond', { size })
}
