import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { DomainError } from '../../../shared/errors.ts'
import type { Config } from '../../config.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether an Origin header names this house: the configured address, else the host that was asked. */
function isOwnOrigin(config: Config, request: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = request.headers
  if (origin === undefined || !URL.canParse(origin)) return false
  return config.baseUrl === null ? new URL(origin).host === host : origin === config.baseUrl
}

/** Whether a socket may open: from a page of this house. A same-origin GET bears no Origin, but says where it is from. */
export const mayOpenSocket = (config: Config, request: Pick<IncomingMessage, 'headers'>): boolean =>
  isOwnOrigin(config, request) ||
  (request.headers.origin === undefined && request.headers['sec-fetch-site'] === 'same-origin')

/**
 * Refuses changes that another site could have caused in a browser that is signed in here: the request must come
 * from this origin and carry the header `x-foyer`, which no form can send.
 */
export function sameOriginOnly(config: Config): RequestHandler {
  return (request, _response, next) => {
    if (safeMethods.has(request.method)) return next()
    const site = request.headers['sec-fetch-site']
    const foreign = site !== undefined && site !== 'same-origin'
    if (!foreign && request.headers['x-foyer'] === '1' && isOwnOrigin(config, request)) return next()
    const { origin, host } = request.headers
    const misconfigured =
      config.baseUrl !== null && origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
    if (misconfigured && config.baseUrl !== null) {
      return next(new DomainError('FORBIDDEN', 'common.errors.wrongAddress', { address: config.baseUrl }))
    }
    return next(new DomainError('FORBIDDEN', 'common.errors.foreignOrigin'))
  }
}
