import { type Request, Router } from 'express'
import type { Deps } from '../../platform/deps.ts'
import { dataAnswer } from '../../platform/http/headers.ts'
import { rateKey } from '../../platform/rate.ts'
import { stopMails, stopRate } from './stop.ts'

/** What mail programs send for their button "unsubscribe" (RFC 8058): no cookie, no page; the link itself is the proof. */
export function noticesHttp(deps: Deps): Router {
  const router = Router()
  router.post('/notices/stop/:token', dataAnswer, async (request: Request<{ token: string }>, response) => {
    await deps.rates.take(stopRate, rateKey(deps.clientAddress(request)))
    stopMails(deps, request.params.token)
    response.status(200).json({ stopped: true })
  })
  return router
}
