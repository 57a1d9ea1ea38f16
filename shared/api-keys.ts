import * as z from 'zod/mini'
import { message } from './errors.ts'

export const apiKeyLimits = {
  /** Signs of a name. */
  name: 60,
  /** Keys in use of one account. */
  perAccount: 25,
  /** Secrets in use of one key: the second is for moving programs over. */
  secrets: 2,
} as const

/** For how many days a key may be made; null for as long as nobody revokes it. */
export const apiKeyLifetimes = [30, 90, 365, null] as const

const id = z.int().check(z.gte(1))

export const newApiKeyInput = z.object({
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, message('apiKeys.errors.nameMissing')),
      z.maxLength(apiKeyLimits.name, message('apiKeys.errors.nameTooLong')),
      z.regex(/^[^\r\n\t]*$/, message('common.errors.oneLine')),
    ),
  scopes: z
    .array(z.string().check(z.maxLength(100)))
    .check(z.minLength(1, message('apiKeys.errors.scopesMissing')), z.maxLength(100)),
  expiresInDays: z.nullable(z.int().check(z.gte(1), z.lte(3650))),
})

export type NewApiKey = z.infer<typeof newApiKeyInput>

export const apiKeyInput = z.object({ id })

export const apiKeySecretInput = z.object({ id, secretId: id })

/** A secret of a key: never itself, only by what it is told apart. */
export interface ApiKeySecretView {
  readonly id: number
  /** Its last four signs. */
  readonly hint: string
  readonly createdAt: string
  /** To the minute; null where no program came with it yet. */
  readonly lastUsedAt: string | null
  readonly lastAddress: string | null
}

export interface ApiKeyView {
  readonly id: number
  readonly name: string
  readonly scopes: readonly string[]
  readonly state: 'live' | 'expired' | 'revoked'
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
  /** The secrets that were not ended, oldest first. */
  readonly secrets: readonly ApiKeySecretView[]
}

/** What a key may be made for; label and text are message keys. */
export interface ScopeView {
  readonly name: string
  readonly label: string
  readonly text: string
  /** A path on which a key with it may be tried. */
  readonly example: string | null
}

export interface ApiKeysView {
  readonly keys: readonly ApiKeyView[]
  /** What new keys may be made for. */
  readonly scopes: readonly ScopeView[]
}

/** A secret on the one occasion on which it is shown. */
export interface NewApiKeySecret {
  /** Of the key. */
  readonly id: number
  readonly secret: string
}
