import type { Deps } from '../../../platform/deps.ts'
import type { Partner } from '../policy.ts'
import type { OldSite } from './old-site.ts'
import type { Tally } from './tally.ts'

/** What the parts of an import share. */
export interface Bringing {
  readonly deps: Deps
  /** Whose photographs they become, and who may write; the words are nobody's here. */
  readonly by: Partner
  readonly old: OldSite
  /** Number of the old site; null in a look at one that was never seen. */
  readonly site: number | null
  /** A look counts and remarks as an import would, and writes nothing. */
  readonly isLook: boolean
  readonly tally: Tally
}

/** Cuts a text to so many signs, with an ellipsis at the end. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
