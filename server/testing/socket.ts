import { io, type Socket } from 'socket.io-client'
import type { Browser } from './browser.ts'

/** Opens the socket of a browser, as a page of the house would. Throws where the server refuses it. */
export async function openSocket(browser: Browser, headers: Record<string, string> = {}): Promise<Socket> {
  const socket = io(browser.url, {
    transports: ['websocket'],
    reconnection: false,
    extraHeaders: { origin: browser.url, cookie: browser.cookies(), ...headers },
  })
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
