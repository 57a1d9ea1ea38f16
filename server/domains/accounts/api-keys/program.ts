import type { Request, RequestHandler } from 'express'
import type { ScopeDefinition } from '../../../../shared/definitions.ts'
import { DomainError } from '../../../../shared/errors.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { actorByBearer, actorFor } from '../../../platform/http/actor.ts'
import { rateKey } from '../../../platform/rate.ts'
import { holderOf } from './holder.ts'
import { secretPrefix } from './keys.ts'

/** How often one address may come with a key that opens nothing. */
const wrongKeys = { name: 'accounts.wrong-api-key', points: 20, seconds: 300 }

const names = /^(x-)?api[-_]?key$/i

/** Addresses are written down on the way, by proxies and histories: a secret in one is a secret no more. */
function refuseKeyInAddress({ query }: Request): void {
  const hasKey = Object.entries(query).some(
    ([name, value]) => names.test(name) || [value].flat().some((one) => String(one).startsWith(secretPrefix)),
  )
  if (hasKey) throw new DomainError('UNAUTHENTICATED', 'apiKeys.errors.inAddress')
}

/**
 * The program behind a request: by `X-API-KEY`, bound to the key's scopes, or by `Authorization: Bearer`; a visitor
 * where it sends neither, or a token that opens nothing.
 * @throws {DomainError} UNAUTHENTICATED for a key that opens nothing or stands in the address, INVALID for both headers
 */
export function programOf(deps: Deps, request: Request): Actor {
  refuseKeyInAddress(request)
  const sent = request.get('x-api-key')
  if (sent === undefined) return actorByBearer(deps, request)
  if (request.headers.authorization !== undefined) throw new DomainError('INVALID', 'apiKeys.errors.twoHeaders')
  const address = deps.clientAddress(request)
  const holder = holderOf(deps, sent, address)
  if (!holder) throw new DomainError('UNAUTHENTICATED', 'apiKeys.errors.unknown')
  const { identity, scopes } = holder
  return actorFor(deps, identity, { address, acceptLanguage: request.headers['accept-language'], scopes })
}

/** Refuses keys that open nothing, each address only so often; before anything else of a request is looked at. */
export const soundKeysOnly =
  (deps: Deps): RequestHandler =>
  async (request, _response, next) => {
    try {
      programOf(deps, request)
    } catch (refused) {
      await deps.rates.take(wrongKeys, rateKey(deps.clientAddress(request)))
      throw refused
    }
    next()
  }

/** @throws {DomainError} FORBIDDEN where the actor came with a key that was not made for this */
export function requireScope({ scopes }: Actor, { name, label }: ScopeDefinition): void {
  if (scopes !== null && !scopes.has(name)) {
    throw new DomainError('FORBIDDEN', 'apiKeys.errors.scopeMissing', { scope: label })
  }
}
