import { Router } from 'express'
import { auditExportPath, auditFormats } from '../../../shared/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import { dataAnswer } from '../../platform/http/headers.ts'
import { auditDownload } from './audit-http.ts'
import { isWell } from './health.ts'

/** `GET /api/health` for monitors and for the clients of the old couple site; downloads of the audit log. */
export function houseHttp(deps: Deps): Router {
  const router = Router()
  router.get('/api/health', dataAnswer, (_request, response) => {
    const well = isWell(deps)
    response.status(well ? 200 : 503).json({
      status: well ? 'ok' : 'error',
      time: new Date(deps.clock.now()).toISOString(),
    })
  })
  for (const format of auditFormats) router.get(auditExportPath(format), dataAnswer, auditDownload(deps, format))
  return router
}
