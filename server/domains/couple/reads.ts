import type { Rate } from '../../platform/rate.ts'

/** How often one address may read what is whole in each answer: a story, all hopes, the memories of the old interface. */
export const wholeReads: Rate = { name: 'couple.read', points: 240, seconds: 60 }
