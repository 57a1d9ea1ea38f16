import { useTranslations } from 'use-intl'
import type { ErrorArguments } from '../../../../shared/errors.ts'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'

/** Words for a key that the server names: health lines, acts and modules of every domain. Other texts stay as they are. */
export function useAnyWords(): (key: string, args?: ErrorArguments) => string {
  const t = useTranslations()
  return (key, args) => (key.includes('.') && t.has(key as MessageKey) ? t(key as never, args as never) : key)
}
