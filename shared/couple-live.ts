import { defineEvent, defineRoom } from './definitions.ts'

/** Whoever may see the couple listens here, with {@link coupleRoomId}. */
export const coupleHome = defineRoom('couple.home')

export const coupleRoomId = '1'

/** One partner listens here, by the id of their account: nobody else learns of drafts and private memories. */
export const couplePartner = defineRoom('couple.partner')

/** Something is to be read again; `id` is its id, a perspective's number, or 1 for the couple itself. */
export const coupleChanged = defineEvent<{
  readonly what: 'memory' | 'couple' | 'chapter' | 'subject' | 'perspective'
  readonly id: number
}>('couple.changed', 'changed')
