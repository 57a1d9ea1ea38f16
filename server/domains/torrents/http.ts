import express, { type ErrorRequestHandler, type RequestHandler, type Response, Router } from 'express'
import { DomainError } from '../../../shared/errors.ts'
import { type AddedTorrent, longestTorrent, useTorrents } from '../../../shared/torrents.ts'
import { can, isSignedIn, type SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { actorByCookie } from '../../platform/http/actor.ts'
import { sentenceOf, toDomainError } from '../../platform/http/errors.ts'
import { sameOriginOnly } from '../../platform/http/guard.ts'
import { dataAnswer } from '../../platform/http/headers.ts'
import { rateKey } from '../../platform/rate.ts'
import { addFile } from './adding.ts'

const path = '/api/torrents'
/** Several files at once are several requests. */
const additions = { name: 'torrents.addFile', points: 300, seconds: 60 }

const localsOf = (response: Response): { actor?: SignedIn } => response.locals

const usersOnly =
  (deps: Deps): RequestHandler =>
  async (request, response, next) => {
    const actor = actorByCookie(deps, request)
    if (!isSignedIn(actor)) throw new DomainError('UNAUTHENTICATED', 'common.errors.UNAUTHENTICATED')
    if (!can(actor, useTorrents)) throw new DomainError('FORBIDDEN', 'common.errors.FORBIDDEN')
    await deps.rates.take(additions, rateKey(actor.address))
    localsOf(response).actor = actor
    next()
  }

/** A refusal in the person's language, with its key for programs. */
const answerRefusals =
  (deps: Deps): ErrorRequestHandler =>
  (thrown, _request, response, next) => {
    const { actor } = localsOf(response)
    const error = refusalOf(thrown)
    if (!actor || error.code === 'INTERNAL' || response.headersSent) return next(thrown)
    if (error.code === 'TOO_LARGE') response.setHeader('Connection', 'close')
    response.status(error.status).json({ error: sentenceOf(deps, actor.locale, error), ...error.toWire() })
  }

function refusalOf(thrown: unknown): DomainError {
  const error = toDomainError(thrown)
  if (error.code !== 'TOO_LARGE') return error
  return new DomainError('TOO_LARGE', 'torrents.errors.fileTooLarge', { limit: longestTorrent.file / 1e6 })
}

/** `POST /api/torrents`: the bytes of one .torrent file. */
export function torrentRoutes(deps: Deps): Router {
  const add: RequestHandler = (request, response) => {
    const bytes: unknown = request.body
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw new DomainError('INVALID', 'torrents.errors.fileMissing')
    const added: AddedTorrent = addFile(deps, localsOf(response).actor as SignedIn, bytes)
    response.status(added.outcome === 'added' ? 201 : 200).json(added)
  }
  const notHere: RequestHandler = (_request, response) => {
    response.setHeader('Allow', 'POST')
    throw new DomainError('METHOD_NOT_ALLOWED', 'common.errors.METHOD_NOT_ALLOWED')
  }
  // Nothing is unpacked: a small body might become a large one.
  const raw = express.raw({ type: () => true, limit: longestTorrent.file, inflate: false })
  const router = Router()
  router.route(path).all(dataAnswer).post(sameOriginOnly(deps.config), usersOnly(deps), raw, add).all(notHere)
  router.use(path, answerRefusals(deps))
  return router
}
