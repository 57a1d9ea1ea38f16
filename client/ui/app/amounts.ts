import type { LimitDefinition } from '../../../shared/definitions.ts'
import type { Formats } from '../../lib/formats.ts'
import type { Translate } from '../../lib/words.ts'

export const byteUnits = { megabyte: 1e6, gigabyte: 1e9 } as const

export type ByteUnit = keyof typeof byteUnits

/** The larger unit in which an amount of bytes is a whole number, else megabytes. */
export const unitOf = (bytes: number): ByteUnit =>
  bytes >= byteUnits.gigabyte && bytes % byteUnits.gigabyte === 0 ? 'gigabyte' : 'megabyte'

/** A value of a limit in words, with its unit. */
export function amountInWords(unit: LimitDefinition['unit'], value: number, t: Translate, formats: Formats): string {
  if (unit === 'count') return formats.number(value)
  const size = formats.size(value)
  return unit === 'bytes' ? size : t('app.amounts.perSecond', { size })
}
