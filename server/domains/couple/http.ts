import { Router } from 'express'
import type { Deps } from '../../platform/deps.ts'
import { exchangeOf } from '../../platform/http/exchange.ts'
import { dataAnswer } from '../../platform/http/headers.ts'
import { soundKeysOnly } from '../accounts/api-keys/program.ts'
import { opensByLink } from './couple.ts'
import { visitorsSeldom } from './interface/actor.ts'
import { bodyErrors, jsonBody } from './interface/body.ts'
import { listedOrigins } from './interface/cors.ts'
import { coupleDataRoutes } from './interface/couple.ts'
import { login } from './interface/login.ts'
import { memoryRoutes } from './interface/memories.ts'
import { perspectiveRoutes } from './interface/perspectives.ts'

const keyedPaths = ['/api/couple-data', '/api/memories', '/api/perspectives']
const interfacePaths = ['/api/auth/login', ...keyedPaths]

/** The interface of the old couple site, and the address that opens the couple's pages by link. */
export function coupleHttp(deps: Deps): Router {
  const router = Router()
  router.use(interfacePaths, dataAnswer, listedOrigins(deps))
  router.use(keyedPaths, soundKeysOnly(deps), visitorsSeldom(deps))
  router.post('/api/auth/login', jsonBody, login(deps))
  router.use('/api/couple-data', coupleDataRoutes(deps))
  router.use('/api/memories', memoryRoutes(deps))
  router.use('/api/perspectives', perspectiveRoutes(deps))
  router.use(interfacePaths, bodyErrors)

  // A link that opens nothing goes on to the pages, which say so.
  router.get('/couple/l/:token', (request, response, next) => {
    const { token } = request.params
    if (!opensByLink(deps, token)) return next()
    exchangeOf(deps.config, request, response).addShare(token)
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    return response.redirect(303, '/couple')
  })
  return router
}
