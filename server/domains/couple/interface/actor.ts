import type { Request, RequestHandler } from 'express'
import { readCoupleByKey, writeCoupleByKey } from '../../../../shared/couple-scopes.ts'
import type { ScopeDefinition } from '../../../../shared/definitions.ts'
import { DomainError } from '../../../../shared/errors.ts'
import { type Actor, isSignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { rateKey } from '../../../platform/rate.ts'
import { programOf, requireScope } from '../../accounts/api-keys/program.ts'
import { type Partner, partnerOf, requireView } from '../policy.ts'
import { wholeReads } from '../reads.ts'

const unknown = () => new DomainError('UNAUTHENTICATED', 'coupleInterface.errors.signInFirst')

/**
 * Who calls, by `Authorization: Bearer` or `X-API-KEY`.
 * @throws {DomainError} UNAUTHENTICATED for what opens nothing, FORBIDDEN for a key that was not made for this
 */
function callerOf(deps: Deps, request: Request, scope: ScopeDefinition): Actor {
  const actor = programOf(deps, request)
  if (request.headers.authorization !== undefined && !isSignedIn(actor)) throw unknown()
  requireScope(actor, scope)
  return actor
}

/**
 * Whoever may see the couple.
 * @throws {DomainError} UNAUTHENTICATED for a visitor where a token might help, FORBIDDEN for a key without the scope, NOT_FOUND
 * for everybody else
 */
export function readerOf(deps: Deps, request: Request): Actor {
  const actor = callerOf(deps, request, readCoupleByKey)
  try {
    requireView(deps, actor)
  } catch (closed) {
    throw isSignedIn(actor) ? closed : unknown()
  }
  return actor
}

/** One of the two. Throws {@link DomainError} UNAUTHENTICATED, FORBIDDEN. */
export function writerOf(deps: Deps, request: Request): Partner {
  const actor = callerOf(deps, request, writeCoupleByKey)
  if (!isSignedIn(actor)) throw unknown()
  return partnerOf(deps, actor)
}

/** Whoever calls without token or key reads only so often; programs of people who are known are not bounded. */
export const visitorsSeldom =
  (deps: Deps): RequestHandler =>
  async (request, _response, next) => {
    if (!isSignedIn(programOf(deps, request))) await deps.rates.take(wholeReads, rateKey(deps.clientAddress(request)))
    next()
  }

/** Lets only the two pass, before anything of the body is read. */
export const writersOnly =
  (deps: Deps): RequestHandler =>
  (request, _response, next) => {
    writerOf(deps, request)
    next()
  }
