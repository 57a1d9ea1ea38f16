import type { useTranslations } from 'use-intl'
import type { Locale } from '../../shared/locale.ts'
import type { Messages } from '../../shared/messages/catalogue.gen.ts'
import type { WordsDomain } from './page.ts'

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages
    Locale: Locale
  }
}

/** Puts a typed key such as `couple.timeline.title` into words. */
export type Translate = ReturnType<typeof useTranslations<never>>

/** The catalogues of public pages; those of screens come by {@link screenWordsSource}. */
const catalogues = import.meta.glob<unknown>('/shared/messages/*/{common,home,couple,coupleStory,offline}.json', {
  import: 'default',
})

export const screenWordsSource = 'client/lib/screenWords.ts'

async function loadCatalogue(path: string): Promise<unknown> {
  const load = catalogues[path] ?? (await import('./screenWords.ts')).catalogues[path]
  return load?.()
}

/** Path of a catalogue in the project, under which the build's manifest knows its chunk. */
export const catalogueSource = (locale: Locale, domain: WordsDomain): string =>
  `shared/messages/${locale}/${domain}.json`

/** Loads the words of some domains in one language. */
export async function loadWords(locale: Locale, domains: readonly WordsDomain[]): Promise<Partial<Messages>> {
  const loaded = await Promise.all(
    domains.map(async (domain) => [domain, await loadCatalogue(`/${catalogueSource(locale, domain)}`)] as const),
  )
  return Object.fromEntries(loaded)
}
