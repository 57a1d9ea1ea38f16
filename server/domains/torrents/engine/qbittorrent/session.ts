import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { type Clock, minutes, seconds } from '../../../../platform/clock.ts'
import { EngineError } from '../engine.ts'
import { engineError, shortAnswer } from '../problems.ts'
import { readAddress } from './address.ts'
import { type Dialect, dialectOf } from './version.ts'
import { Wire, type WireAnswer, type WireRequest } from './wire.ts'

/** Where a qBittorrent is and how one signs in to it. */
export interface Access {
  /** Of the web interface. */
  readonly url: string
  readonly username: string
  readonly password: string
}

/** qBittorrent's own setting; nobody who is shut out can read it. */
const banLasts = minutes(60)

/** How often somebody who was shut out asks again. */
const banAsked = minutes(1)

/** What a proxy answers for a server that it does not reach. */
const isProxyFailure = (status: number): boolean => status === 502 || status === 503 || status === 504

/** How long a program that hangs may hold up whoever leaves it. */
const patienceToLeave = seconds(1)

interface SignedIn {
  readonly wire: Wire
  readonly cookie: string
  readonly dialect: Dialect
}

const form = (fields: Readonly<Record<string, string>>): Pick<WireRequest, 'headers' | 'body'> => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: Buffer.from(new URLSearchParams(fields).toString()),
})

/** Whatever the cookies are called: their names differ between versions. */
const cookiesOf = ({ headers }: WireAnswer): string =>
  (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';', 1)[0]).join('; ')

/**
 * One signed-in session with a qBittorrent, opened when it is first needed. A credential that was refused is never
 * shown again: whoever fails five times is shut out.
 */
export class Session {
  /** Counts sessions: what belongs to one is void in the next. */
  generation = 0
  readonly #access: () => Access
  readonly #clock: Clock
  #signedIn: Promise<SignedIn> | null = null
  #wire: Wire | null = null
  #refused: EngineError | null = null
  #ban: { readonly error: EngineError; readonly asked: number; readonly until: number } | null = null
  #closed = false

  /** @param access asked before each sign-in; may throw {@link EngineError} */
  constructor(access: () => Access, clock: Clock) {
    this.#access = access
    this.#clock = clock
  }

  /** Signs in where nobody is yet. Throws {@link EngineError}. */
  async dialect(): Promise<Dialect> {
    return (await this.#open()).dialect
  }

  get(path: string, query: Readonly<Record<string, string>> = {}): Promise<WireAnswer> {
    const search = new URLSearchParams(query).toString()
    return this.#ask({ method: 'GET', path: search === '' ? path : `${path}?${search}` })
  }

  post(path: string, fields: Readonly<Record<string, string>>): Promise<WireAnswer> {
    return this.#ask({ method: 'POST', path, ...form(fields) })
  }

  async postForm(path: string, fields: FormData): Promise<WireAnswer> {
    const packed = new Response(fields)
    const headers = { 'content-type': packed.headers.get('content-type') ?? '' }
    return this.#ask({ method: 'POST', path, headers, body: Buffer.from(await packed.arrayBuffer()) })
  }

  /** Answers before the body came. */
  async open(path: string, query: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>>) {
    const request = { method: 'GET', path: `${path}?${new URLSearchParams(query)}`, headers } as const
    return this.#again(
      (signedIn) => signedIn.wire.open(this.#with(signedIn, request)),
      (response: IncomingMessage) => {
        if (response.statusCode !== 403) return false
        response.destroy()
        return true
      },
    )
  }

  /** Signs out, so that the next call opens a new session. */
  async leave(): Promise<void> {
    const opened = this.#signedIn
    this.#signedIn = null
    const signedIn = await opened?.catch(() => null)
    if (!signedIn) return
    await signedIn.wire.ask(this.#with(signedIn, { method: 'POST', path: 'api/v2/auth/logout' })).catch(() => {})
  }

  /** Ends what is under way, a sign-in too, and signs out where that does not take long. */
  async close(): Promise<void> {
    this.#closed = true
    const opened = this.#signedIn
    this.#signedIn = null
    this.#wire?.close()
    const signedIn = await opened?.catch(() => null)
    if (!signedIn) return
    const wire = new Wire(signedIn.wire.base)
    const left = wire.ask(this.#with(signedIn, { method: 'POST', path: 'api/v2/auth/logout' })).catch(() => {})
    await Promise.race([left, wait(patienceToLeave, undefined, { ref: false })])
    wire.close()
  }

  async #ask(request: WireRequest): Promise<WireAnswer> {
    const answer = await this.#again(
      ({ wire, ...signedIn }) => wire.ask(this.#with({ wire, ...signedIn }, request)),
      ({ status }) => status === 403,
    )
    const { host } = this.#wire?.base ?? { host: '' }
    if (isProxyFailure(answer.status)) throw engineError('unreachable', 'proxy', { host, status: answer.status })
    return answer
  }

  /** A session that ended over there answers 403 once: the call is made again in a new one. */
  async #again<T>(call: (signedIn: SignedIn) => Promise<T>, isEnded: (answer: T) => boolean): Promise<T> {
    const opened = this.#open()
    try {
      const answer = await call(await opened)
      if (!isEnded(answer)) return answer
    } catch (error) {
      // Where it is next may be somewhere else.
      if (error instanceof EngineError && error.failure === 'unreachable') this.#forget(opened)
      throw error
    }
    this.#forget(opened)
    const answer = await call(await this.#open())
    if (isEnded(answer)) throw engineError('failed', 'failed', { answer: '403' })
    return answer
  }

  #forget(opened: Promise<SignedIn>): void {
    if (this.#signedIn === opened) this.#signedIn = null
  }

  #with({ cookie }: SignedIn, request: WireRequest): WireRequest {
    return cookie === '' ? request : { ...request, headers: { ...request.headers, cookie } }
  }

  #open(): Promise<SignedIn> {
    if (this.#signedIn) return this.#signedIn
    const opened = this.#signIn()
    this.#signedIn = opened
    opened.catch(() => this.#forget(opened))
    return opened
  }

  async #signIn(): Promise<SignedIn> {
    if (this.#closed) throw engineError('off', 'off')
    if (this.#refused) throw this.#refused
    if (this.#ban && this.#clock.now() < this.#ban.asked + banAsked) throw this.#ban.error
    const { url, username, password } = this.#access()
    const wire = this.#wireTo(readAddress(url))
    const path = 'api/v2/auth/login'
    const longest = 1_000_000
    const answer = await wire.ask({ method: 'POST', path, longest, ...form({ username, password }) })
    await this.#refuseBad(wire, answer)
    this.#ban = null
    const cookie = cookiesOf(answer)
    const read = async (what: string): Promise<string> => {
      const request = { method: 'GET', path: `api/v2/app/${what}`, longest, headers: { cookie } } as const
      const { status, text } = await wire.ask(request)
      return status === 200 ? text : ''
    }
    const dialect = dialectOf(await read('version'), await read('webapiVersion'), wire.base.host)
    this.generation += 1
    return { wire, cookie, dialect }
  }

  #wireTo(base: URL): Wire {
    if (this.#wire?.base.href === base.href) return this.#wire
    this.#wire?.close()
    this.#wire = new Wire(base)
    return this.#wire
  }

  /** Throws {@link EngineError} unless the answer to a sign-in is a good one. */
  async #refuseBad(wire: Wire, { status, text, headers }: WireAnswer): Promise<void> {
    const { host } = wire.base
    const said = text.trim()
    if (status === 204 || (status === 200 && said === 'Ok.')) return
    if (status === 401 && (await wire.ask({ method: 'GET', path: 'api/v2/app/version' })).status === 401) {
      throw engineError('wrong-address', 'hostRefused', { host })
    }
    if (status === 401 || (status === 200 && said === 'Fails.')) {
      this.#refused = engineError('wrong-password', 'wrongPassword')
      throw this.#refused
    }
    if (status === 403 && /banned/i.test(said)) throw this.#shutOut()
    if (status >= 300 && status < 400) {
      const to = shortAnswer(headers.location ?? '')
      throw engineError('redirected', 'redirected', { host, to })
    }
    if (isProxyFailure(status)) throw engineError('unreachable', 'proxy', { host, status })
    throw engineError('wrong-address', 'wrongAddress', { host })
  }

  #shutOut(): EngineError {
    const asked = this.#clock.now()
    const known = this.#ban && asked < this.#ban.until ? this.#ban : null
    const until = known?.until ?? asked + banLasts
    const error = known?.error ?? engineError('banned', 'banned', { until })
    this.#ban = { error, asked, until }
    return error
  }
}
