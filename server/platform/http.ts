import { createServer, type Server } from 'node:http'
import type { AnyTRPCRouter } from '@trpc/server'
import express, { type Express } from 'express'
import { DomainError } from '../../shared/errors.ts'
import { seconds } from './clock.ts'
import type { Deps } from './deps.ts'
import type { Domain } from './domain.ts'
import { trustedProxies } from './http/address.ts'
import { assets } from './http/assets.ts'
import { answerErrors } from './http/errors.ts'
import { dataAnswer, securityHeaders } from './http/headers.ts'
import { webManifest } from './http/manifest.ts'
import { procedureRoutes } from './http/procedures.ts'
import { pages } from './pages.ts'

const notFound = () => new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND')

/** An Express application that knows its proxies and nothing else yet. */
export function createExpress(deps: Deps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', trustedProxies(deps.config))
  app.set('query parser', 'simple')
  return app
}

/** Mounts everything that answers over HTTP, in the order in which it is asked. */
export async function serveHttp(
  app: Express,
  deps: Deps,
  router: AnyTRPCRouter,
  domains: Readonly<Record<string, Domain>>,
): Promise<void> {
  app.use((request, _response, next) => {
    const hidden = request.path.split('/').some((segment) => segment.startsWith('.'))
    next(hidden || request.method === 'TRACE' ? notFound() : undefined)
  })
  app.use('/trpc', dataAnswer, procedureRoutes(deps, router))
  app.use(securityHeaders(deps.config))
  for (const [name, domain] of Object.entries(domains)) {
    if (!domain.http) continue
    const routes = domain.http(deps)
    app.use((request, response, next) => (deps.domainOn(name) ? routes(request, response, next) : next()))
  }
  app.get('/manifest.webmanifest', webManifest(deps))
  app.use(assets(deps.config.logLevel === 'debug'))
  app.use(['/api', '/uploads', '/assets', '/trpc'], (_request, _response, next) => next(notFound()))
  app.use(await pages(deps, router))
  app.use(answerErrors(deps))
}

/** An HTTP server that gives slow clients up. */
export function createHttpServer(app: Express): Server {
  const server = createServer({ connectionsCheckingInterval: seconds(2) }, app)
  server.headersTimeout = seconds(10)
  server.requestTimeout = seconds(300)
  server.keepAliveTimeout = seconds(65)
  return server
}
