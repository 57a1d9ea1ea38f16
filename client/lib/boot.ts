import type { Me } from '../../shared/house.ts'
import type { Locale } from '../../shared/locale.ts'
import type { PageFailure } from './failure.ts'

/** What the server hands to the browser together with a page. */
export interface BootContent {
  readonly me: Me
  readonly locale: Locale
  readonly loaderData: Readonly<Record<string, unknown>>
  /** By the id of the route that shows it. */
  readonly errors: Readonly<Record<string, PageFailure>> | null
}

export const bootElementId = 'boot'

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}

/** JSON that no element of a page can be closed or opened by. */
export const bootJson = (boot: BootContent): string =>
  JSON.stringify(boot).replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] ?? character)

/** Reads what the server handed over. Throws where the page was not drawn by this house. */
export function readBoot(): BootContent {
  const text = document.getElementById(bootElementId)?.textContent
  if (!text) throw new Error('This page lacks its boot content')
  return JSON.parse(text) as BootContent
}
