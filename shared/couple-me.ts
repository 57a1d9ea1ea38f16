import { defineMe } from './definitions.ts'

/** A part of the couple's pages that may hold nothing yet. */
export type CoupleSection = 'story' | 'memories' | 'future'

/**
 * What every page knows of the couple: whether whoever looks is one of the two, whether they may see it, and the parts
 * that are offered to them; one that shows them nothing is not.
 */
export const coupleMe = defineMe<{
  readonly partner: boolean
  readonly open: boolean
  readonly sections: readonly CoupleSection[]
}>('couple', { partner: false, open: false, sections: [] })
