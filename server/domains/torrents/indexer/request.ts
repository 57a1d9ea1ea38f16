import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import ipaddr from 'ipaddr.js'
import { ForbiddenAddress, guardedLookup, isForbiddenHost } from '../../../platform/forbidden-hosts.ts'
import { IndexerError } from './indexer.ts'
import { failure } from './problems.ts'

/** How far a connection may reach: an indexer that an admin set up may be at home, an address that it names may not. */
export type Reach = 'home' | 'public'

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

const isPublic = (address: string): boolean => ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'

const lookups = { home: guardedLookup(), public: guardedLookup((address) => !isPublic(address)) }

function isClosed({ hostname, username, password }: URL, reach: Reach): boolean {
  if (username !== '' || password !== '') return true
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (isForbiddenHost(bare)) return true
  return reach === 'public' && ipaddr.isValid(bare) && !isPublic(bare)
}

const isTls = (error: NodeJS.ErrnoException): boolean =>
  error.code === 'EPROTO' || /certificate|CERT_|SSL|TLS|SELF_SIGNED|self-signed/i.test(`${error.code} ${error.message}`)

function failureOf(error: unknown): IndexerError {
  if (error instanceof IndexerError) return error
  if (error instanceof ForbiddenAddress) return failure('forbidden')
  const { name, code = '' } = error as NodeJS.ErrnoException
  if (name === 'TimeoutError') return failure('timeout')
  if (name === 'AbortError') return failure('ended')
  // Whatever listens there speaks another language than HTTP.
  if (code.startsWith('HPE_')) return failure('not-torznab')
  if (isTls(error as NodeJS.ErrnoException)) return failure('tls')
  return failure(['ENOTFOUND', 'EAI_AGAIN'].includes(code) ? 'unknown-host' : 'unreachable')
}

async function readBody(answer: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length
    if (size > most) {
      answer.destroy()
      throw failure('too-large')
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/**
 * Asks an address once, without following it anywhere; the name is looked up for this very connection.
 * @param most bytes of the answer
 * @throws {IndexerError}
 */
export async function ask(url: URL, reach: Reach, most: number, signal: AbortSignal): Promise<Answer> {
  if (isClosed(url, reach)) throw failure('forbidden')
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  try {
    signal.throwIfAborted()
    const { get } = url.protocol === 'https:' ? https : http
    const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Foyer' }
    const request = get(url, { lookup: lookups[reach], headers, signal, agent: false }, resolve)
    request.on('error', reject)
    const answer = await promise
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await readBody(answer, most) }
  } catch (error) {
    // What ended it is told by the signal: a time-out, or somebody.
    throw failureOf(signal.aborted ? signal.reason : error)
  }
}
