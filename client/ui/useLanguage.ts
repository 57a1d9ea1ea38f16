import type { Locale } from '../../shared/locale.ts'
import { chooseLocale } from '../lib/preferences.ts'
import { useErrorWords, useServices } from './services.tsx'
import { useToasts } from './Toast.tsx'

/** Changes the language of this device, and of the account where there is one: its choice counts more. */
export function useLanguage(): (locale: Locale) => void {
  const { api, me } = useServices()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const change = async (locale: Locale) => {
    try {
      if (me.account) {
        const { name, timeZone } = await api.accounts.profile.query()
        await api.accounts.changeProfile.mutate({ name, timeZone, locale })
      }
      chooseLocale(locale)
    } catch (thrown) {
      toasts.show({ text: errorWords(thrown), tone: 'error' })
    }
  }
  return (locale) => void change(locale)
}
