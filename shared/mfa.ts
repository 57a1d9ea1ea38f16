import * as z from 'zod/mini'
import { password, token } from './accounts.ts'
import { defineSettings } from './definitions.ts'
import { message } from './errors.ts'

/** Whether admins must have a second factor; without one they can do nothing but set it up. */
export const mfaSettings = defineSettings('accounts.mfa', z.object({ requiredOfAdmins: z.boolean() }), {
  requiredOfAdmins: false,
})

/** Six digits of an authenticator, written as people write them; whether they are right is judged elsewhere. */
const totpCode = z.string().check(
  z.maxLength(20, message('mfa.errors.codeShape')),
  z.overwrite((code) => code.replace(/[\s-]/g, '')),
  z.regex(/^\d{6}$/, message('mfa.errors.codeShape')),
)

/** A code of an authenticator, or one of the backup codes. */
const secondFactor = z.string().check(z.trim(), z.minLength(1, message('mfa.errors.codeShape')), z.maxLength(60))

export const signInCodeInput = z.object({ ticket: token, code: secondFactor })

export const passwordInput = z.object({ password })

export const confirmMfaInput = z.object({ code: totpCode })

export const recoverMfaInput = z.object({ token, password })

export const requireMfaInput = z.object({ on: z.boolean() })

/** What a right name and password lead to. */
export type SignInAnswer =
  /** The browser is signed in. */
  | { readonly next: 'in' }
  /** It is signed in and can do nothing before a second factor is set up. */
  | { readonly next: 'enrol' }
  /** It is not signed in yet: the ticket and a code of the second factor do that. */
  | ({ readonly next: 'code' } & CodeAsked)

/** What a code of the second factor is asked with. */
export interface CodeAsked {
  readonly ticket: string
  /** Whether a mail can reach the account, for whoever has no code any more. */
  readonly mailReaches: boolean
}

/** The second factor of one's own account. */
export interface MfaView {
  /** Since when it is asked for; null where it is not. */
  readonly since: string | null
  readonly backupCodesLeft: number
  /** The house demands it of this person. */
  readonly isRequired: boolean
  /** When a recovery that somebody asked for opens. */
  readonly recoveryOpensAt: string | null
}

/** A new key for an authenticator, shown once; `address` is what its QR code says. */
export interface MfaKey {
  readonly key: string
  readonly address: string
}

/** Whether the house demands a second factor of its admins, and who of them has none yet. */
export interface MfaRequirement {
  readonly requiredOfAdmins: boolean
  readonly without: readonly string[]
}
