import type { Request, RequestHandler } from 'express'
import { DomainError } from '../../../../shared/errors.ts'
import { type Actor, isSignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { actorByBearer } from '../../../platform/http/actor.ts'
import { type Partner, partnerOf, requireView } from '../policy.ts'

const unknown = () => new DomainError('UNAUTHENTICATED', 'coupleInterface.errors.signInFirst')

/** Who calls, by `Authorization: Bearer`. Throws {@link DomainError} UNAUTHENTICATED for a token that opens nothing. */
function callerOf(deps: Deps, request: Request): Actor {
  const actor = actorByBearer(deps, request)
  if (request.headers.authorization !== undefined && !isSignedIn(actor)) throw unknown()
  return actor
}

/**
 * Whoever may see the couple.
 * @throws {DomainError} UNAUTHENTICATED for a visitor where a token might help, NOT_FOUND for everybody else
 */
export function readerOf(deps: Deps, request: Request): Actor {
  const actor = callerOf(deps, request)
  try {
    requireView(deps, actor)
  } catch (closed) {
    throw isSignedIn(actor) ? closed : unknown()
  }
  return actor
}

/** One of the two. Throws {@link DomainError} UNAUTHENTICATED, FORBIDDEN. */
export function writerOf(deps: Deps, request: Request): Partner {
  const actor = callerOf(deps, request)
  if (!isSignedIn(actor)) throw unknown()
  return partnerOf(deps, actor)
}

/** Lets only the two pass, before anything of the body is read. */
export const writersOnly =
  (deps: Deps): RequestHandler =>
  (request, _response, next) => {
    writerOf(deps, request)
    next()
  }
