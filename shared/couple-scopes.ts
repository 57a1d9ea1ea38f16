import { defineScope } from './definitions.ts'

/** An API key with it reads what its partner sees. */
export const readCoupleByKey = defineScope('couple.read', {
  label: 'apiKeys.scopes.coupleRead.label',
  text: 'apiKeys.scopes.coupleRead.text',
  example: '/api/memories',
})

/** An API key with it writes in its partner's name. Answers to a change show what was changed. */
export const writeCoupleByKey = defineScope('couple.write', {
  label: 'apiKeys.scopes.coupleWrite.label',
  text: 'apiKeys.scopes.coupleWrite.text',
})
