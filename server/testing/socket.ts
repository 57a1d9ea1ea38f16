import { io, type Socket } from 'socket.io-client'
import type { Browser } from './browser.ts'

function connect(browser: Browser, headers: Record<string, string> = {}): Socket {
  return io(browser.url, {
    transports: ['websocket'],
    reconnection: false,
    extraHeaders: { origin: browser.url, cookie: browser.cookies(), ...headers },
  })
}

/** Opens the socket of a browser, as a page of the house would. Throws where the server refuses it. */
export async function openSocket(browser: Browser, headers: Record<string, string> = {}): Promise<Socket> {
  const socket = connect(browser, headers)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return socket
}

/** What the socket hears next under this name. */
export const nextHeard = (socket: Socket, name: string): Promise<unknown> =>
  new Promise((resolve) => {
    socket.once(name, resolve)
  })

export interface OpenIdentity {
  /** Whose the socket is when it is opened: an account's id, or null. */
  readonly first: unknown
  /** Everything that it is told of it after that, once the server has closed it. */
  readonly rest: Promise<readonly unknown[]>
  close(): void
}

/** Opens a socket that listens to whose it is; `then` may say something on it. */
export async function openIdentity(
  browser: Browser,
  then: (socket: Socket) => void = () => undefined,
): Promise<OpenIdentity> {
  const socket = connect(browser)
  const first = await nextHeard(socket, 'identity')
  then(socket)
  const heard: unknown[] = []
  socket.on('identity', (id) => heard.push(id))
  const rest = nextHeard(socket, 'disconnect').then(() => heard)
  return { first, rest, close: () => socket.disconnect() }
}
