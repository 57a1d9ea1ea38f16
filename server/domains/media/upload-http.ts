import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express'
import { DomainError } from '../../../shared/errors.ts'
import { isSignedIn, type SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { isFileKey } from '../../platform/files/keys.ts'
import { actorByCookie } from '../../platform/http/actor.ts'
import { toDomainError } from '../../platform/http/errors.ts'
import { sameOriginOnly } from '../../platform/http/guard.ts'
import { dataAnswer } from '../../platform/http/headers.ts'
import { answerByTus, localsOf, refusalBody, uploadsPath } from './tus.ts'
import { assertRoom, dropUpload, ownFinished, ownUpload, reserve, touch } from './uploads.ts'

const methods = ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS']

const allowedMethods: RequestHandler = (request, response, next) => {
  if (methods.includes(request.method)) return next()
  response.setHeader('Allow', methods.join(', '))
  next(new DomainError('METHOD_NOT_ALLOWED', 'common.errors.METHOD_NOT_ALLOWED'))
}

const actorOf = (response: Response): SignedIn => localsOf(response).actor as SignedIn

const signedInOnly =
  (deps: Deps): RequestHandler =>
  (request, response, next) => {
    const actor = actorByCookie(deps, request)
    if (!isSignedIn(actor)) return next(new DomainError('UNAUTHENTICATED', 'common.errors.UNAUTHENTICATED'))
    localsOf(response).actor = actor
    next()
  }

/** The size that a new upload announces: whole, known before the first byte. */
function announcedBytes(request: Request): number {
  const length = request.headers['upload-length']
  const whole = request.headers['upload-defer-length'] === undefined && request.headers['upload-concat'] === undefined
  if (!whole || typeof length !== 'string' || !/^\d{1,15}$/.test(length)) {
    throw new DomainError('INVALID', 'media.errors.lengthMissing')
  }
  return Number(length)
}

/** Of a file that left the staged ones; a crash may have come between its commit and its row. */
const committedBytes = async (deps: Deps, id: string): Promise<number | undefined> =>
  isFileKey(id) ? (await deps.files.stat(id))?.bytes : undefined

/** A client that lost the answer to `finish` asks how much has arrived: all of it. */
function answerWhole(response: Response, bytes: number): void {
  response.set({ 'Tus-Resumable': '1.0.0', 'Upload-Offset': String(bytes), 'Upload-Length': String(bytes) })
  response.status(200).end()
}

const answerRefusals =
  (deps: Deps): ErrorRequestHandler =>
  (thrown, _request, response, next) => {
    const error = toDomainError(thrown)
    const locals = localsOf(response)
    if (!locals.actor || error.code === 'INTERNAL' || response.headersSent) return next(thrown)
    // What the client goes on sending is not read.
    if (error.code === 'TOO_LARGE') response.setHeader('Connection', 'close')
    response.status(error.status).json(refusalBody(deps, locals, error))
  }

/** Uploads that resume: tus over staged files, behind the session. */
export function uploadRoutes(deps: Deps): Router {
  const router = Router()

  const create: RequestHandler = async (request, response) => {
    const id = reserve(deps, actorOf(response), announcedBytes(request))
    let created = false
    try {
      await assertRoom(deps)
      await answerByTus(deps, request, response, id)
      created = response.statusCode < 400
    } finally {
      // The client never learned where its upload is.
      if (!created) await dropUpload(deps, id)
    }
  }

  const go: RequestHandler<{ id: string }> = async (request, response, next) => {
    const { id } = request.params
    const own = ownUpload(deps, actorOf(response), id)
    if (request.method === 'HEAD') {
      const whole = own ? await committedBytes(deps, id) : ownFinished(deps, actorOf(response), id)?.bytes
      if (whole !== undefined) return answerWhole(response, whole)
    }
    if (!own) return next(new DomainError('NOT_FOUND', 'media.errors.unknownUpload'))
    touch(deps, id)
    return answerByTus(deps, request, response, id)
  }

  const notHere: RequestHandler = (_request, _response, next) =>
    next(new DomainError('METHOD_NOT_ALLOWED', 'common.errors.METHOD_NOT_ALLOWED'))

  const options: RequestHandler = (request, response) => answerByTus(deps, request, response)

  router.use(uploadsPath, dataAnswer, allowedMethods, sameOriginOnly(deps.config), signedInOnly(deps))
  router.route(uploadsPath).options(options).post(create).all(notHere)
  router.route(`${uploadsPath}/:id`).options(options).head(go).patch(go).delete(go).all(notHere)
  router.use(uploadsPath, answerRefusals(deps))
  return router
}
