import { randomUUID } from 'node:crypto'
import type { Role } from '../../shared/definitions.ts'
import { openSession } from '../domains/accounts/sessions.ts'
import { account } from '../domains/accounts/tables.ts'
import { ensureContact } from '../domains/contacts/contacts.ts'
import type { Deps } from '../platform/deps.ts'

export interface Person {
  readonly id: number
  readonly username: string
  readonly name: string
}

/** Somebody with a password, for `createOwner` where signing in is what is tried. */
export const ada = {
  username: 'ada',
  name: 'Ada',
  email: 'ada@example.org',
  password: 'quatre mots sans lien',
  locale: 'fr',
  timeZone: 'Europe/Paris',
} as const

/** Writes an account without hashing a password: nobody can sign in to it, sessions are minted. */
export function mintAccount(deps: Deps, role: Role, name: string = role): Person {
  const username = `${role}-${randomUUID().slice(0, 8)}`
  const email = `${username}@example.org`
  const contactId = ensureContact(deps, { name, email })
  const row = {
    contactId,
    username,
    name,
    email,
    passwordHash: 'none',
    role,
    locale: 'fr',
    timeZone: 'Europe/Paris',
    createdAt: deps.clock.now(),
  } as const
  const { id } = deps.db.insert(account).values(row).returning({ id: account.id }).get()
  return { id, username, name }
}

/** A session token of this person. */
export const mintSession = (deps: Deps, person: Person): string =>
  openSession(deps, person.id, { kind: 'browser', remember: true, userAgent: 'test', address: '127.0.0.1' }).token
