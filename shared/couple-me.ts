import { defineMe } from './definitions.ts'

/** What every page knows of the couple: whether whoever looks is one of the two, and whether they may see it. */
export const coupleMe = defineMe('couple', { partner: false, open: false })
