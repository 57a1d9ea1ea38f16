import { createTRPCClient, httpBatchLink, httpLink } from '@trpc/client'
import type { AppRouter } from '../domains.ts'

/** What a browser keeps and sends: cookies, its origin, and the typed client over them. */
export interface Browser {
  readonly url: string
  readonly api: ReturnType<typeof createTRPCClient<AppRouter>>
  readonly batching: ReturnType<typeof createTRPCClient<AppRouter>>
  /** The cookies as the browser would send them. */
  cookies(): string
  /** `fetch` on a path of the house, with cookies and the headers that the house's own pages send. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** `fetch` with exactly the given headers and this browser's cookies. */
  bare(path: string, init?: RequestInit): Promise<Response>
}

/** Opens a browser that holds a session token, or nothing. */
export function openBrowser(url: string, token: string | null): Browser {
  const jar = new Map<string, string>(token === null ? [] : [['session', token]])
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  const bare = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (jar.size > 0) headers.set('cookie', cookies())
    const response = await fetch(new URL(path, url), { redirect: 'manual', ...init, headers })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const [name = '', value = ''] = pair.split(/=(.*)/)
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }

  const own = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('origin', url)
    headers.set('sec-fetch-site', 'same-origin')
    headers.set('x-foyer', '1')
    return bare(path, { ...init, headers })
  }

  const link = {
    url: `${url}/trpc`,
    fetch: (input: URL | RequestInfo, init?: object) => own(String(input), init as RequestInit),
  }
  return {
    url,
    api: createTRPCClient<AppRouter>({ links: [httpLink(link)] }),
    batching: createTRPCClient<AppRouter>({ links: [httpBatchLink(link)] }),
    cookies,
    fetch: own,
    bare,
  }
}
