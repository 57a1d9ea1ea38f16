import type { IncomingMessage } from 'node:http'
import { parse, serialize } from 'cookie'
import type { Request, Response } from 'express'
import type { Config } from '../../config.ts'

const shareLimit = 20

/** The cookies of a house on https carry the `__Host-` prefix; on a plain address of the local network they cannot. */
const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name)

/** Cookies of one HTTP exchange, and what the server sees of the browser. */
export interface HttpExchange {
  readonly secure: boolean
  /** Origin as the browser wrote it in its address bar. */
  readonly origin: string
  readonly userAgent: string
  /** @param maxAge in milliseconds; null lets the cookie end with the browser. */
  setSession(token: string, maxAge: number | null): void
  clearSession(): void
  /** Remembers a share token in this browser. */
  addShare(token: string): void
}

/** Whether the browser speaks https with us, through a proxy included. */
export const isSecure = (config: Config, request: Request): boolean =>
  config.baseUrl === null ? request.secure : config.baseUrl.startsWith('https:')

interface Cookies {
  readonly session: string | null
  readonly shares: readonly string[]
  readonly locale: string | null
  readonly scheme: string | null
}

/**
 * Reads the house's own cookies of a request. A house whose address is https believes only those with the prefix,
 * which no neighbouring domain can plant.
 */
export function cookiesOf(config: Config, request: Pick<IncomingMessage, 'headers'>): Cookies {
  const cookies = parse(request.headers.cookie ?? '')
  const plain = (name: string) => (config.baseUrl?.startsWith('https:') ? undefined : cookies[name])
  const read = (name: string) => cookies[`__Host-${name}`] ?? plain(name) ?? null
  return {
    session: read('session'),
    shares: (read('shares') ?? '').split('.').filter((token) => token !== ''),
    locale: cookies.locale ?? null,
    scheme: cookies.scheme ?? null,
  }
}

/** The cookies of an answer, and where its request came from. */
export function exchangeOf(config: Config, request: Request, response: Response): HttpExchange {
  const secure = isSecure(config, request)
  const set = (name: string, value: string, maxAge: number | null) => {
    const cookie = serialize(cookieName(name, secure), value, {
      httpOnly: true,
      secure,
      sameSite: 'lax',
      path: '/',
      ...(maxAge === null ? {} : { maxAge: Math.floor(maxAge / 1000) }),
    })
    response.append('Set-Cookie', cookie)
  }
  return {
    secure,
    origin: config.baseUrl ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`,
    userAgent: request.headers['user-agent'] ?? '',
    setSession: (token, maxAge) => set('session', token, maxAge),
    clearSession: () => set('session', '', 0),
    addShare: (token) => {
      const known = cookiesOf(config, request).shares.filter((other) => other !== token)
      set('shares', [token, ...known].slice(0, shareLimit).join('.'), 365 * 86_400_000)
    },
  }
}
