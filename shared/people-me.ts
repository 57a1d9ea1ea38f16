import { defineMe } from './definitions.ts'

/** What every page knows of the way in: whether people may ask for an account by themselves. */
export const peopleMe = defineMe('people', { registration: false })
