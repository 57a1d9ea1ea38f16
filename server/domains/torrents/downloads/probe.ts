import http from 'node:http'
import https from 'node:https'
import { DomainError } from '../../../../shared/errors.ts'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import { seconds } from '../../../platform/clock.ts'
import { ForbiddenAddress, guardedLookup, isForbiddenHost } from '../../../platform/forbidden-hosts.ts'

const patience = seconds(5)

/** How a server answered; nothing of what it sent besides is read. */
export interface Probed {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
}

function failureOf(error: Error & { code?: string }): DomainError {
  if (error instanceof ForbiddenAddress) return new DomainError('UNAVAILABLE', 'torrentDownloads.errors.forbiddenHost')
  const { code = '', message } = error
  const known: Readonly<Record<string, MessageKey>> = {
    ENOTFOUND: 'torrentDownloads.check.unknownHost',
    EAI_AGAIN: 'torrentDownloads.check.unknownHost',
    ETIMEDOUT: 'torrentDownloads.check.timedOut',
  }
  const isTls = /certificate|SSL|TLS|wrong version number|self-signed/i.test(`${code} ${message}`)
  const key = known[code] ?? `torrentDownloads.check.${isTls ? 'tls' : 'unreachable'}`
  return new DomainError('UNAVAILABLE', key, { answer: (message || code).slice(0, 300) })
}

/**
 * Asks an address once, follows nothing and reads no body.
 * @param range of HTTP, or null for the whole
 * @throws {DomainError} UNAVAILABLE with the reason in words
 */
export async function probe(address: string, range: string | null): Promise<Probed> {
  const url = new URL(address)
  if (isForbiddenHost(url.hostname)) throw failureOf(new ForbiddenAddress())
  const { get } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false, lookup: guardedLookup(), headers: range === null ? {} : { range } })
    const late = setTimeout(() => {
      request.destroy(Object.assign(new Error('ETIMEDOUT'), { code: 'ETIMEDOUT' }))
    }, patience)
    request.once('response', (response) => {
      clearTimeout(late)
      resolve({ status: response.statusCode ?? 0, headers: response.headers })
      response.destroy()
    })
    request.on('error', (error) => {
      clearTimeout(late)
      reject(failureOf(error))
    })
  })
}
