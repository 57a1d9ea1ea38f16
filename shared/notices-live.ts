import { defineEvent, defineMe, defineRoom } from './definitions.ts'

/** Each person listens here to their own notices, by the id of their account. */
export const ownNotices = defineRoom('notices.own')

/** A notice came, was read or withdrawn. */
export const noticesChanged = defineEvent<{ readonly unread: number }>('notices.changed', 'changed')

/** How many notices wait to be read by whoever looks. */
export const noticesMe = defineMe('notices', { unread: 0 })
