import { eq, sql } from 'drizzle-orm'
import { minutes } from '../../../platform/clock.ts'
import { prepared } from '../../../platform/db/open.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Identity } from '../../../platform/domain.ts'
import { tokenHash } from '../../../platform/http/actor.ts'
import { account } from '../tables.ts'
import { apiKey, apiKeySecret } from './tables.ts'

/** In whose name a key acts, and what it allows. */
export interface KeyHolder {
  readonly identity: Identity
  readonly scopes: readonly string[]
}

const noteEvery = minutes(1)

const bySecret = prepared((db) =>
  db
    .select({ secret: apiKeySecret, key: apiKey, account })
    .from(apiKeySecret)
    .innerJoin(apiKey, eq(apiKey.id, apiKeySecret.keyId))
    .innerJoin(account, eq(account.id, apiKey.accountId))
    .where(eq(apiKeySecret.secretHash, sql.placeholder('hash')))
    .prepare(),
)

/** A full disk refuses no program: the use is only not noted. */
function noteUse(deps: Deps, id: number, lastAddress: string): void {
  try {
    const use = { lastUsedAt: deps.clock.now(), lastAddress }
    deps.db.update(apiKeySecret).set(use).where(eq(apiKeySecret.id, id)).run()
  } catch (error) {
    deps.log.warn({ err: error }, 'The use of an API key could not be noted')
  }
}

/**
 * Who is behind a secret; null where it is unknown or ended, its key revoked or expired, or the account disabled.
 * Its use is noted at most once a minute.
 */
export function holderOf(deps: Deps, sent: string, address: string): KeyHolder | null {
  const row = bySecret(deps.db).get({ hash: tokenHash(sent) })
  if (!row) return null
  const { secret, key, account } = row
  const now = deps.clock.now()
  if (secret.revokedAt !== null || key.revokedAt !== null || account.disabledAt !== null) return null
  if (key.expiresAt !== null && key.expiresAt <= now) return null
  if (secret.lastUsedAt === null || now - secret.lastUsedAt >= noteEvery) noteUse(deps, secret.id, address)
  const { id, contactId, role, username, name, locale, timeZone } = account
  const person = { id, contactId, role, username, name, sessionId: null }
  // A key is the way in for programs of accounts with a second factor, and never administers.
  const identity = { account: person, locale, timeZone, mustEnrol: false }
  return { identity, scopes: key.scopes }
}
