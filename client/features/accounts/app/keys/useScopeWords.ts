import { useTranslations } from 'use-intl'
import type { ScopeView } from '../../../../../shared/api-keys.ts'
import type { MessageKey } from '../../../../../shared/messages/catalogue.gen.ts'

/** Words for a scope by its name; one that is offered no more stays its name. */
export function useScopeWords(scopes: readonly ScopeView[]): (name: string) => { label: string; text: string } {
  const t = useTranslations()
  const words = (key: string) => (t.has(key as MessageKey) ? t(key as never) : key)
  return (name) => {
    const scope = scopes.find((one) => one.name === name)
    return scope ? { label: words(scope.label), text: words(scope.text) } : { label: name, text: '' }
  }
}
