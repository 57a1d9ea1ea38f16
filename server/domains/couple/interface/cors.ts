import type { RequestHandler } from 'express'
import { interfaceSettings } from '../../../../shared/couple.ts'
import type { Deps } from '../../../platform/deps.ts'

const methods = 'GET, POST, PUT, DELETE, OPTIONS'
const headers = 'Authorization, X-API-KEY, Content-Type, Accept-Language'
const rememberedFor = 600

/**
 * Lets web pages of the origins in the settings call the old interface. Cookies are never among what they may send:
 * nobody is known here but by a token or a key.
 */
export function listedOrigins(deps: Deps): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers
    response.vary('Origin')
    const listed = origin !== undefined && deps.settings.get(interfaceSettings).origins.includes(origin)
    if (listed) response.setHeader('Access-Control-Allow-Origin', origin)
    if (request.method !== 'OPTIONS') return next()
    if (listed) {
      response.setHeader('Access-Control-Allow-Methods', methods)
      response.setHeader('Access-Control-Allow-Headers', headers)
      response.setHeader('Access-Control-Max-Age', rememberedFor)
    }
    return response.status(204).end()
  }
}
