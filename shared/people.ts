import * as z from 'zod/mini'
import { email, locale, newPassword, passwordLengths, personName, username } from './accounts.ts'
import { defineSettings, type Role } from './definitions.ts'
import { message } from './errors.ts'

/** Roles that may be given: the house is handed over, not given by a role. */
export const givenRoles = ['admin', 'member', 'client'] as const

export type GivenRole = (typeof givenRoles)[number]

/** Who may come in by themselves, and as what. */
export const accountsAccess = defineSettings(
  'accounts.access',
  z.object({ registration: z.boolean(), registrationRole: z.enum(['member', 'client']) }),
  { registration: false, registrationRole: 'member' },
)

const role = z.enum(givenRoles)
const id = z.number()

export const personInput = z.object({ id })

export const newPersonInput = z.object({ name: personName, username, password: newPassword, role, locale })

export const invitePersonInput = z.object({
  name: personName,
  email: z.union([z.literal(''), email]),
  role,
  locale,
})

export const renewInvitationInput = z.object({ id, mail: z.boolean() })

export const roleInput = z.object({ id, role })

export const handOverInput = z.object({
  id,
  password: z.string().check(z.maxLength(passwordLengths.longest, message('accounts.errors.passwordTooLong'))),
})

/** What becomes of one kind of things: given to an account, or deleted where `to` is null. */
export const removePersonInput = z.object({
  id,
  belongings: z
    .array(z.object({ label: z.string().check(z.maxLength(100)), to: z.nullable(z.number()) }))
    .check(z.maxLength(100)),
})

export type BelongingsChoice = z.infer<typeof removePersonInput>['belongings'][number]

export const registrationInput = z.object({ name: personName, email, locale })

export interface PersonLine {
  readonly id: number
  readonly name: string
  readonly username: string
  readonly email: string | null
  readonly role: Role
  readonly disabled: boolean
  readonly createdAt: string
  /** null: never. */
  readonly lastSeenAt: string | null
}

/** Somebody who was asked in, or asked to come in, and has not yet. */
export interface PendingInvitation {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly role: GivenRole
  /** null: they asked by themselves. */
  readonly invitedBy: string | null
  /** When the link that is in force was made. */
  readonly sentAt: string
  readonly expiresAt: string
  readonly expired: boolean
  readonly mailed: boolean
}

export interface PeopleView {
  readonly people: readonly PersonLine[]
  readonly invitations: readonly PendingInvitation[]
}

/** A person's page, with what whoever looks may do about them. */
export interface PersonDetails extends PersonLine {
  readonly sessions: number
  /** Invitations of theirs that nobody accepted yet. */
  readonly invitations: number
  readonly isSelf: boolean
  /** Change the role, disable, end sessions, delete. */
  readonly mayManage: boolean
  readonly mayTakeHouse: boolean
}

/** Things of a person in one domain, and who could have them instead. */
export interface BelongingsView {
  readonly label: string
  readonly count: number
  readonly heirs: readonly { readonly id: number; readonly name: string }[]
}
