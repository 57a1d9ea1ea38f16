import type { Browser } from './browser.ts'

/** What one of the two writes under a subject, and what the other does. */
export const secret = 'Un figuier, et toi dessous.'
export const answer = 'Une table trop grande.'

/** The subjects as somebody sees them. */
export const subjects = async (browser: Browser) => (await browser.api.couple.subjects.query()).subjects

/** Proposes a subject and answers its id. */
export const proposeSubject = (browser: Browser, sealed: boolean, title = 'Dans dix ans') =>
  browser.api.couple.createSubject.mutate({ title, sealed })

/** Writes under a subject as an editor sends it. */
export const writeWords = (
  browser: Browser,
  id: number,
  content: string,
  sealed = true,
  revision: number | null = null,
) => browser.api.couple.writeHope.mutate({ id, content, sealed, revision })

/** All that somebody can read of what the two hope. */
export const everything = async (browser: Browser) =>
  JSON.stringify([
    await browser.api.couple.subjects.query(),
    await browser.api.couple.perspectives.query(),
    await (await browser.bare('/couple/future')).text(),
  ])
