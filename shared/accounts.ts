import * as z from 'zod/mini'
import type { Role } from './definitions.ts'
import { message } from './errors.ts'
import { isTimeZone, locales } from './locale.ts'

export const passwordLengths = { shortest: 12, longest: 256 } as const

export const username = z
  .string()
  .check(
    z.trim(),
    z.toLowerCase(),
    z.minLength(2, message('accounts.errors.usernameTooShort')),
    z.maxLength(40, message('accounts.errors.usernameTooLong')),
    z.regex(/^[a-z0-9][a-z0-9._-]*$/, message('accounts.errors.usernameSigns')),
  )

export const personName = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, message('accounts.errors.nameMissing')),
    z.maxLength(100, message('accounts.errors.nameTooLong')),
    z.regex(/^[^\r\n\t]*$/, message('common.errors.oneLine')),
  )

export const email = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.maxLength(254), z.email(message('common.errors.notAnEmail')))

/** A password to be set; whether it is a common one is judged on the server. */
export const newPassword = z
  .string()
  .check(
    z.minLength(passwordLengths.shortest, message('accounts.errors.passwordTooShort')),
    z.maxLength(passwordLengths.longest, message('accounts.errors.passwordTooLong')),
  )

/** A password to be checked. */
export const password = z
  .string()
  .check(z.maxLength(passwordLengths.longest, message('accounts.errors.passwordTooLong')))

export const token = z.string().check(z.maxLength(200))

export const locale = z.enum(locales)

const timeZone = z.string().check(z.refine(isTimeZone, message('common.errors.notATimeZone')))

export const signInInput = z.object({
  /** Username or e-mail address. */
  login: z.string().check(z.trim(), z.maxLength(254)),
  password,
  remember: z.boolean(),
})

export const newOwner = z.object({ username, name: personName, email, password: newPassword, locale, timeZone })

export const changePasswordInput = z.object({ current: password, next: newPassword })

export const changeEmailInput = z.object({ password, email })

export const requestResetInput = z.object({ login: z.string().check(z.trim(), z.minLength(1), z.maxLength(254)) })

export const resetPasswordInput = z.object({ token, password: newPassword })

export const profileInput = z.object({ name: personName, locale, timeZone })

export const acceptInvitationInput = z.object({
  token,
  locale,
  username,
  name: personName,
  email,
  password: newPassword,
  timeZone,
})

export interface SessionView {
  readonly id: number
  readonly kind: 'browser' | 'bearer'
  readonly userAgent: string
  readonly address: string
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly current: boolean
}

export interface Profile {
  readonly username: string
  readonly name: string
  readonly email: string
  /** An address that is to take its place once its owner has followed the link. */
  readonly nextEmail: string | null
  readonly role: Role
  readonly locale: string
  readonly timeZone: string
}

/** Whose password is chosen anew. */
export interface PasswordResetView {
  readonly username: string
  readonly name: string
  readonly email: string
}

export interface InvitationView {
  readonly name: string
  readonly email: string
  readonly siteName: string
  /** Empty where nobody did: the reader of the mail asked by themselves. */
  readonly invitedBy: string
  /** Whether the address is proved by the link: another one is not taken, or must be confirmed. */
  readonly mailed: boolean
  /** Message key of what the inviter has in mind; it takes `siteName`. */
  readonly purpose: string | null
}

export interface ResetAsked {
  /** Whether the house has a mail server. */
  readonly mailLeaves: boolean
}

/** The link is shown to the inviter once, to copy; `mailed` tells whether a mail was written as well. */
export interface InvitationLink {
  readonly id: number
  readonly link: string
  readonly mailed: boolean
}

export interface PersonView {
  readonly id: number
  readonly name: string
  readonly username: string
  readonly role: Role
}
