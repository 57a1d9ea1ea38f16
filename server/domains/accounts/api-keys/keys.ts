import { and, asc, desc, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm'
import { apiKeyLimits, type NewApiKey, type NewApiKeySecret } from '../../../../shared/api-keys.ts'
import { DomainError } from '../../../../shared/errors.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import { days } from '../../../platform/clock.ts'
import { countRows } from '../../../platform/db/count.ts'
import type { Deps } from '../../../platform/deps.ts'
import { tokenHash } from '../../../platform/http/actor.ts'
import { newToken } from '../sessions.ts'
import { apiKey, apiKeySecret } from './tables.ts'

export type KeyRow = typeof apiKey.$inferSelect
export type SecretRow = typeof apiKeySecret.$inferSelect

/** By it people and scanners of source code know a secret for what it is. */
export const secretPrefix = 'foyer_'

/** How long a key that opens nothing any more is still listed. */
const keptOver = days(90)

/** An account's keys, newest first, and the secrets of each that were not ended. */
export function keysOf(deps: Deps, { account: { id } }: SignedIn): [KeyRow, SecretRow[]][] {
  const keys = deps.db.select().from(apiKey).where(eq(apiKey.accountId, id)).orderBy(desc(apiKey.id)).all()
  const secrets = liveSecrets(
    deps,
    keys.map((key) => key.id),
  )
  return keys.map((key) => [key, secrets.filter(({ keyId }) => keyId === key.id)])
}

function liveSecrets(deps: Deps, keyIds: readonly number[]): SecretRow[] {
  const live = and(inArray(apiKeySecret.keyId, [...keyIds]), isNull(apiKeySecret.revokedAt))
  return deps.db.select().from(apiKeySecret).where(live).orderBy(asc(apiKeySecret.id)).all()
}

const notExpired = (now: number) => or(isNull(apiKey.expiresAt), gt(apiKey.expiresAt, now))

/** A key of this account that opens something. */
function liveKey(deps: Deps, { account }: SignedIn, id: number): KeyRow {
  const own = and(eq(apiKey.id, id), eq(apiKey.accountId, account.id))
  const row = deps.db.select().from(apiKey).where(own).get()
  if (!row) throw new DomainError('NOT_FOUND', 'apiKeys.errors.gone')
  const isOver = row.expiresAt !== null && row.expiresAt <= deps.clock.now()
  if (isOver || row.revokedAt !== null) throw new DomainError('CONFLICT', 'apiKeys.errors.over')
  return row
}

/** Adds a secret of 256 random bits; only its hash is kept. */
function addSecret(deps: Deps, keyId: number): NewApiKeySecret {
  const secret = secretPrefix + newToken()
  const row = { keyId, secretHash: tokenHash(secret), hint: secret.slice(-4), createdAt: deps.clock.now() }
  deps.db.insert(apiKeySecret).values(row).run()
  return { id: keyId, secret }
}

function refuseUnknownScopes(deps: Deps, scopes: readonly string[]): void {
  const known = new Set(deps.catalog.scopes.map(([, { name }]) => name))
  if (scopes.every((name) => known.has(name))) return
  const key = 'apiKeys.errors.scopeUnknown'
  throw new DomainError('INVALID', key, {}, [{ path: ['scopes'], key }])
}

/** Scopes as the audit log tells of them: by what people read. */
const labelsOf = (deps: Deps, scopes: readonly string[]): string[] =>
  deps.catalog.scopes.flatMap(([, { name, label }]) => (scopes.includes(name) ? [label] : []))

/**
 * Makes a key for the actor's own account. Its secret is in the answer and nowhere else.
 * @throws {DomainError} INVALID for a scope that no domain declares, LIMIT where the account has too many keys
 */
export function createKey(deps: Deps, actor: SignedIn, wanted: NewApiKey): NewApiKeySecret {
  const { name, expiresInDays } = wanted
  const scopes = [...new Set(wanted.scopes)].sort()
  refuseUnknownScopes(deps, scopes)
  return deps.inTx(() => {
    const now = deps.clock.now()
    const accountId = actor.account.id
    const live = and(eq(apiKey.accountId, accountId), isNull(apiKey.revokedAt), notExpired(now))
    if (countRows(deps.db, apiKey, live) >= apiKeyLimits.perAccount) {
      throw new DomainError('LIMIT', 'apiKeys.errors.tooMany', { most: apiKeyLimits.perAccount })
    }
    const expiresAt = expiresInDays === null ? null : now + days(expiresInDays)
    const row = { accountId, name, scopes, createdAt: now, expiresAt }
    const { id } = deps.db.insert(apiKey).values(row).returning({ id: apiKey.id }).get()
    record(deps, actor, 'apiKeys.acts.created', undefined, { name, scopes: labelsOf(deps, scopes), expiresInDays })
    return addSecret(deps, id)
  })
}

/**
 * Adds a second secret, so that programs can be moved over before the first is ended.
 * @throws {DomainError} NOT_FOUND for another's key, CONFLICT where it is over or has two already
 */
export function rotateKey(deps: Deps, actor: SignedIn, id: number): NewApiKeySecret {
  return deps.inTx(() => {
    const { name } = liveKey(deps, actor, id)
    if (liveSecrets(deps, [id]).length >= apiKeyLimits.secrets) {
      throw new DomainError('CONFLICT', 'apiKeys.errors.twoSecrets')
    }
    record(deps, actor, 'apiKeys.acts.rotated', undefined, { name })
    return addSecret(deps, id)
  })
}

/**
 * Ends one of a key's two secrets.
 * @throws {DomainError} NOT_FOUND for another's or one that is ended, CONFLICT for the only one
 */
export function endSecret(deps: Deps, actor: SignedIn, { id, secretId }: { id: number; secretId: number }): void {
  deps.inTx(() => {
    const { name } = liveKey(deps, actor, id)
    const secrets = liveSecrets(deps, [id])
    const ended = secrets.find((secret) => secret.id === secretId)
    if (!ended) throw new DomainError('NOT_FOUND', 'apiKeys.errors.secretGone')
    if (secrets.length === 1) throw new DomainError('CONFLICT', 'apiKeys.errors.onlySecret')
    const revokedAt = deps.clock.now()
    deps.db.update(apiKeySecret).set({ revokedAt }).where(eq(apiKeySecret.id, secretId)).run()
    record(deps, actor, 'apiKeys.acts.secretEnded', undefined, { name, hint: ended.hint })
  })
}

/** Ends a key with all its secrets. Throws {@link DomainError} NOT_FOUND for another's, CONFLICT where it is over. */
export function revokeKey(deps: Deps, actor: SignedIn, id: number): void {
  deps.inTx(() => {
    const { name } = liveKey(deps, actor, id)
    deps.db.update(apiKey).set({ revokedAt: deps.clock.now() }).where(eq(apiKey.id, id)).run()
    record(deps, actor, 'apiKeys.acts.revoked', undefined, { name })
  })
}

/** Forgets keys that have opened nothing for long. */
export function sweepKeys(deps: Deps): void {
  const since = deps.clock.now() - keptOver
  deps.db
    .delete(apiKey)
    .where(or(lt(apiKey.revokedAt, since), lt(apiKey.expiresAt, since)))
    .run()
}
