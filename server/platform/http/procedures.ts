import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { AnyTRPCRouter } from '@trpc/server'
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express'
import { DomainError } from '../../../shared/errors.ts'
import { answerCall, answerRefusal, type Call, type CallAnswer } from '../calls.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../trpc.ts'
import { actorByCookie } from './actor.ts'
import { toDomainError } from './errors.ts'
import { exchangeOf } from './exchange.ts'
import { sameOriginOnly } from './guard.ts'

const largestBody = 1_000_000
const largestBatch = 20
/** From this many characters on an answer is compressed: a list of a thousand torrents becomes a tenth. */
const longAnswer = 10_000

const compress = promisify(gzip)

const invalid = () => new DomainError('INVALID', 'common.errors.INVALID')

const jsonOnly: RequestHandler = (request, _response, next) =>
  next(request.is('application/json') ? undefined : new DomainError('UNSUPPORTED', 'common.errors.UNSUPPORTED'))

/** The input of a query, which travels in the address. Throws {@link DomainError} INVALID. */
function queryInput({ query: { input } }: Request): unknown {
  if (input === undefined) return undefined
  try {
    return JSON.parse(String(input))
  } catch {
    throw invalid()
  }
}

/**
 * The calls of a request: one, or several whose paths stand side by side and whose inputs are numbered.
 * @throws {DomainError} INVALID
 */
function callsOf(request: Request<{ paths: string }>): Call[] {
  const { paths } = request.params
  const type = request.method === 'POST' ? 'mutation' : 'query'
  const given = type === 'mutation' ? (request.body as unknown) : queryInput(request)
  if (request.query.batch !== '1') return [{ path: paths, type, input: given }]
  const named = paths.split(',', largestBatch + 1)
  if (named.length > largestBatch || (given !== undefined && (typeof given !== 'object' || given === null))) {
    throw invalid()
  }
  return named.map((path, index) => ({ path, type, input: given && Reflect.get(given, String(index)) }))
}

/** Of several answers with different statuses: 207, multi-status. */
function statusOf([first, ...others]: readonly CallAnswer[]): number {
  if (first === undefined) return 200
  return others.every(({ status }) => status === first.status) ? first.status : 207
}

/** Whether the service worker may keep what a procedure answers. */
const isKept = (router: AnyTRPCRouter, path: string): boolean => {
  const procedures = router._def.procedures as Readonly<Record<string, { _def: { meta?: { kept?: true } } }>>
  return Object.hasOwn(procedures, path) && procedures[path]?._def.meta?.kept === true
}

async function sendJson(request: Request<{ paths: string }>, response: Response, json: string): Promise<void> {
  if (json.length < longAnswer) return void response.end(json)
  response.vary('Accept-Encoding')
  if (request.acceptsEncodings('gzip') !== 'gzip') return void response.end(json)
  response.set('Content-Encoding', 'gzip')
  response.end(await compress(json, { level: 1 }))
}

/** tRPC over HTTP as its own clients speak it, plain batches included: neither streams nor forms. */
export function procedureRoutes(deps: Deps, router: AnyTRPCRouter): Router {
  const answer: RequestHandler<{ paths: string }> = async (request, response) => {
    const calls = callsOf(request)
    const actor = actorByCookie(deps, request)
    const ctx: Context = { deps, actor, http: exchangeOf(deps.config, request, response) }
    const answers = await Promise.all(calls.map((call) => answerCall(router, ctx, call)))
    const { paths } = request.params
    if (request.method === 'GET' && request.query.batch !== '1' && isKept(router, paths)) {
      response.set('Foyer-Reader', String(actor.account?.id ?? 'visitor'))
      if (answers[0]?.status === 200) response.set('Foyer-Keep', 'yes')
    }
    const bodies = answers.map(({ body }) => body)
    response.status(statusOf(answers)).type('json')
    await sendJson(request, response, JSON.stringify(request.query.batch === '1' ? bodies : bodies[0]))
  }
  // Clients read one shape, whoever refuses. What the client goes on sending is not read.
  const refuse: ErrorRequestHandler = (thrown, request, response, _next) => {
    const error = toDomainError(thrown)
    const { status, body } = answerRefusal(
      router,
      deps,
      error.code === 'INTERNAL' ? thrown : error,
      request.path.slice(1),
    )
    if (status === 413) response.setHeader('Connection', 'close')
    response.status(status).type('json').end(JSON.stringify(body))
  }
  const routes = Router()
  routes.get('/:paths', answer)
  routes.post(
    '/:paths',
    sameOriginOnly(deps.config),
    jsonOnly,
    express.json({ limit: largestBody, strict: false }),
    answer,
  )
  routes.use(refuse)
  return routes
}
