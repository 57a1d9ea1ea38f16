import http from 'node:http'
import https from 'node:https'
import { minutes, seconds } from '../../../../platform/clock.ts'
import { ForbiddenAddress, guardedLookup, isForbiddenHost } from '../../../../platform/forbidden-hosts.ts'
import { EngineError } from '../engine.ts'
import { engineError, shortAnswer } from '../problems.ts'
import { hostOf } from './address.ts'

export interface WireRequest {
  readonly method: 'GET' | 'POST'
  /** Below the address of the web interface, with its query. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** Bytes of the answer at most; a list of ten thousand torrents is 20 MB. */
  readonly longest?: number
}

export interface WireAnswer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
}

const patience = { whole: seconds(30), silence: seconds(15), slowReader: minutes(5) } as const

/** qBittorrent itself ends a connection that was idle for seven seconds. */
const idle = seconds(4)

const longestBody = 100_000_000

/** OpenSSL's and Node's words for a handshake with a server that speaks no TLS or shows a bad certificate. */
const isTlsFailure = ({ code = '', message }: NodeJS.ErrnoException): boolean =>
  /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|EPROTO)/.test(code) ||
  /certificate|wrong version number|self-signed/i.test(message)

/** Speaks HTTP to one address: no redirect is followed, no name leads to where the house must not go. */
export class Wire {
  readonly base: URL
  readonly #agent: http.Agent
  readonly #ending = new AbortController()

  constructor(base: URL) {
    this.base = base
    const options = { keepAlive: true, maxSockets: 8, timeout: idle, lookup: guardedLookup() }
    this.#agent = base.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options)
  }

  /** Asks and reads the answer whole. Throws {@link EngineError} where there is none. */
  async ask(request: WireRequest): Promise<WireAnswer> {
    const tooLong = AbortSignal.timeout(patience.whole)
    try {
      const response = await this.#send(request, AbortSignal.any([tooLong, this.#ending.signal]))
      const chunks: Buffer[] = []
      let length = 0
      for await (const chunk of response) {
        length += (chunk as Buffer).length
        if (length > (request.longest ?? longestBody)) throw engineError('failed', 'failed', { answer: '…' })
        chunks.push(chunk as Buffer)
      }
      const text = Buffer.concat(chunks).toString('utf8')
      return { status: response.statusCode ?? 0, headers: response.headers, text }
    } catch (error) {
      throw this.#told(error, tooLong.aborted)
    }
  }

  /** Asks and answers as soon as the headers are there; the body is the caller's to read or to destroy. */
  async open(request: WireRequest): Promise<http.IncomingMessage> {
    try {
      const response = await this.#send(request, this.#ending.signal)
      return response.setTimeout(patience.slowReader, () => response.destroy())
    } catch (error) {
      throw this.#told(error, false)
    }
  }

  /** Ends what is under way and all connections. */
  close(): void {
    this.#ending.abort()
    this.#agent.destroy()
  }

  #send({ method, path, headers = {}, body }: WireRequest, signal: AbortSignal): Promise<http.IncomingMessage> {
    const url = new URL(path, this.base)
    // Node looks an address up only where it is a name.
    if (isForbiddenHost(hostOf(url))) return Promise.reject(new ForbiddenAddress())
    const length = body ? { 'content-length': String(body.length) } : {}
    const options = {
      method,
      agent: this.#agent,
      signal,
      timeout: patience.silence,
      headers: { ...headers, ...length },
    }
    return new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? https : http).request(url, options, resolve)
      request.on('timeout', () => request.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })))
      request.on('error', reject)
      request.end(body)
    })
  }

  #told(error: unknown, tooLate: boolean): EngineError {
    if (error instanceof EngineError) return error
    const { host } = this.base
    if (error instanceof ForbiddenAddress) return engineError('wrong-address', 'forbiddenHost')
    const cause = error as NodeJS.ErrnoException
    const { code = '', message } = cause
    if (tooLate || code === 'ETIMEDOUT') return engineError('unreachable', 'timedOut', { host }, cause)
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return engineError('unreachable', 'unknownHost', { host }, cause)
    if (isTlsFailure(cause)) return engineError('tls', 'tls', { host, answer: shortAnswer(message) }, cause)
    if (code.startsWith('HPE_')) return engineError('wrong-address', 'wrongAddress', { host }, cause)
    return engineError('unreachable', 'unreachable', { host, answer: shortAnswer(code || message) }, cause)
  }
}
