import type { UIMatch } from 'react-router'
import type { Me } from '../../shared/house.ts'
import type { Messages } from '../../shared/messages/catalogue.gen.ts'
import type { Mood, PageMeta, PageModule, PageRoute, WordsDomain } from './page.ts'
import type { Translate } from './words.ts'

/** What the router keeps beside a page once its code is there. */
export interface PageHandle {
  readonly messages: Partial<Messages>
  readonly words: readonly WordsDomain[]
  readonly mood: Mood | undefined
  readonly title: PageRoute['title']
  readonly hero: boolean
  readonly meta: PageModule['meta']
  /** Files of the project whose chunks this page needs. */
  readonly sources: readonly string[]
}

export interface PageMatch {
  readonly handle: PageHandle | undefined
  readonly loaderData: unknown
}

/** The router's matches as pages; layouts without a page have no handle. */
export const pageMatches = (matches: readonly UIMatch[]): readonly PageMatch[] =>
  matches.map(({ handle, loaderData }) => ({ handle: handle as PageHandle | undefined, loaderData }))

export const messagesOf = (matches: readonly PageMatch[]): Messages =>
  Object.assign({}, ...matches.map(({ handle }) => handle?.messages ?? {}))

export const moodOf = (matches: readonly PageMatch[]): Mood =>
  matches.findLast(({ handle }) => handle?.mood)?.handle?.mood ?? 'studio'

export const hasHero = (matches: readonly PageMatch[]): boolean => matches.some(({ handle }) => handle?.hero)

/** What the innermost page that has something to say tells of itself. */
export function metaOf(matches: readonly PageMatch[], me: Me, t: Translate): PageMeta {
  const speaker = matches.findLast(({ handle }) => handle?.title || handle?.meta)
  const meta = speaker?.handle?.meta?.({ data: speaker.loaderData, me, t })
  if (meta) return meta
  const title = speaker?.handle?.title
  return { title: title ? t(title as never) : me.site.name }
}

/** Text of the browser's tab. */
export const documentTitle = ({ title }: PageMeta, me: Me): string =>
  title === me.site.name ? title : `${title} · ${me.site.name}`
