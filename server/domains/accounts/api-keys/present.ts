import type { ApiKeySecretView, ApiKeyView, ScopeView } from '../../../../shared/api-keys.ts'
import { isoInstant } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { KeyRow, SecretRow } from './keys.ts'

const isoOrNull = (at: number | null): string | null => (at === null ? null : isoInstant(at))

const presentSecret = ({ id, hint, createdAt, lastUsedAt, lastAddress }: SecretRow): ApiKeySecretView => ({
  id,
  hint,
  createdAt: isoInstant(createdAt),
  lastUsedAt: isoOrNull(lastUsedAt),
  lastAddress,
})

function stateOf({ revokedAt, expiresAt }: KeyRow, now: number): ApiKeyView['state'] {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'live'
}

/** A key as its owner sees it: nothing of it opens anything. */
export function presentKey(key: KeyRow, secrets: readonly SecretRow[], now: number): ApiKeyView {
  const { id, name, scopes, createdAt, expiresAt, revokedAt } = key
  return {
    id,
    name,
    scopes,
    state: stateOf(key, now),
    createdAt: isoInstant(createdAt),
    expiresAt: isoOrNull(expiresAt),
    revokedAt: isoOrNull(revokedAt),
    secrets: secrets.map(presentSecret),
  }
}

/** What keys may be made for while the modules are as they are. */
export const offeredScopes = (deps: Deps): ScopeView[] =>
  deps.catalog.scopes
    .filter(([domain]) => deps.domainOn(domain))
    .map(([, { name, label, text, example = null }]) => ({ name, label, text, example }))
