import { defineMe } from './definitions.ts'

/** What every page knows of the files that whoever looks may send: the largest picture, in bytes. */
export const mediaMe = defineMe('media', { largestPicture: 0 })
