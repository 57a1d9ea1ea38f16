import type { IncomingMessage } from 'node:http'
import type { Application } from 'express'

/** The client's address behind as many proxies as `trust proxy` of the application believes. */
export function clientAddress(app: Application, request: IncomingMessage): string {
  const trust = app.get('trust proxy fn') as (address: string, hop: number) => boolean
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
  const hops = [
    request.socket.remoteAddress ?? '',
    ...forwarded
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .reverse(),
  ]
  const index = hops.findIndex((address, hop) => !trust(address, hop))
  return hops[index === -1 ? hops.length - 1 : index] ?? ''
}
