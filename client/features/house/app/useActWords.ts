import { useTranslations } from 'use-intl'
import { auditFieldName, auditUnitOf, auditValueKey } from '../../../../shared/audit-words.ts'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import { amountInWords } from '../../../ui/app/amounts.ts'
import { useFormats } from '../../../ui/services.tsx'
import { useAnyWords } from './useAnyWords.ts'

const calendarDate = /^\d{4}-\d{2}-\d{2}$/

/** Names the way to a changed value: the group of settings, then the field. */
export function useFieldName(): (path: readonly string[]) => string {
  const t = useTranslations()
  const wordsOf = (key: string) => (key.includes('.') && t.has(key as MessageKey) ? t(key as never) : undefined)
  return (path) => auditFieldName(path, wordsOf)
}

/** Words for the value to which a path leads. */
export function useValueWords(): (path: readonly string[], value: unknown) => string {
  const t = useTranslations()
  const anyWords = useAnyWords()
  const formats = useFormats()
  const known = (field: string, value: string): string | undefined => {
    const key = auditValueKey(field, value) as MessageKey
    return t.has(key) ? t(key as never) : undefined
  }
  const words = (path: readonly string[], value: unknown): string => {
    const field = path.at(-1) ?? ''
    const none = () => known(field, '') ?? t('house.page.audit.nothing')
    if (value === undefined || value === null || value === '') return none()
    if (typeof value === 'boolean') return t(value ? 'house.page.audit.yes' : 'house.page.audit.no')
    if (typeof value === 'number') {
      const unit = auditUnitOf(path)
      return unit ? amountInWords(unit, value, t, formats) : formats.number(value, { useGrouping: false })
    }
    if (Array.isArray(value)) {
      return value.length === 0 ? none() : formats.list(value.map((item) => words(path, item)))
    }
    if (typeof value !== 'string') return JSON.stringify(value)
    return known(field, value) ?? (calendarDate.test(value) ? formats.date(value) : anyWords(value))
  }
  return words
}
