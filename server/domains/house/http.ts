import { Router } from 'express'
import type { Deps } from '../../platform/deps.ts'
import { dataAnswer } from '../../platform/http/headers.ts'
import { isWell } from './health.ts'

/** `GET /api/health` for monitors and for the clients of the old couple site. */
export function houseHttp(deps: Deps): Router {
  const router = Router()
  router.get('/api/health', dataAnswer, (_request, response) => {
    const well = isWell(deps)
    response.status(well ? 200 : 503).json({
      status: well ? 'ok' : 'error',
      time: new Date(deps.clock.now()).toISOString(),
    })
  })
  return router
}
