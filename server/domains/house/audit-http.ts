import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RequestHandler } from 'express'
import { type AuditFormat, auditFilterSchema } from '../../../shared/audit.ts'
import { DomainError } from '../../../shared/errors.ts'
import { administer } from '../../../shared/house.ts'
import { can, isSignedIn, type SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { actorByCookie } from '../../platform/http/actor.ts'
import { issuesOf } from '../../platform/input.ts'
import { exportAudit } from './audit.ts'

const types: Readonly<Record<AuditFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
}

function administrator(deps: Deps, request: IncomingMessage): SignedIn {
  const actor = actorByCookie(deps, request)
  if (!isSignedIn(actor)) throw new DomainError('UNAUTHENTICATED', 'common.errors.UNAUTHENTICATED')
  // Another site's link must not leave lines in the log.
  const isForeign = ['cross-site', 'same-site'].includes(String(request.headers['sec-fetch-site']))
  if (!can(actor, administer) || isForeign) throw new DomainError('FORBIDDEN', 'common.errors.FORBIDDEN')
  return actor
}

/** The filter as it stands in an address: absent and empty are the same. */
function filterIn(query: Readonly<Record<string, unknown>>) {
  const given = Object.entries(query).filter(([, value]) => value !== '')
  const { person, ...others } = Object.fromEntries(given)
  const parsed = auditFilterSchema.safeParse(person === undefined ? others : { ...others, person: Number(person) })
  if (!parsed.success) throw new DomainError('INVALID', 'common.errors.INVALID', {}, issuesOf(parsed.error))
  return parsed.data
}

/** Answers a download of the audit log's entries that the address means. */
export const auditDownload =
  (deps: Deps, format: AuditFormat): RequestHandler =>
  async (request, response) => {
    const actor = administrator(deps, request)
    const pieces = exportAudit(deps, actor, filterIn(request.query), format)
    const day = new Date(deps.clock.now()).toISOString().slice(0, 10)
    response.setHeader('Content-Type', types[format])
    response.setHeader('Content-Disposition', `attachment; filename="audit-${day}.${format}"`)
    await pipeline(Readable.from(pieces), response).catch((error: unknown) => {
      // A browser that went away needs no answer.
      deps.log.info({ err: error }, 'A download of the audit log ended early')
    })
  }
