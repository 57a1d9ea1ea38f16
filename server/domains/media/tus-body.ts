import type { IncomingMessage, ServerResponse } from 'node:http'
import { finished, PassThrough, type Readable } from 'node:stream'

/**
 * @tus/server carries a body through a Web stream, which copies every chunk (docs/decisions/016). So it is given a
 * request whose body is empty, but stays open while the bytes take the short way from the real request to the store.
 * By the end of the stream that it makes of the stand-in, tus still says when to stop.
 * @param path of the upload
 * @returns the stand-in; `end` ends its body, when the bytes are written
 */
export function standInFor(request: IncomingMessage, response: ServerResponse, path: string) {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const open = new ReadableStream({ pull: (body) => ended.then(() => body.close()) })
  const { method = 'GET' } = request
  const sends = method === 'POST' || method === 'PATCH'
  const webRequest = new Request(`http://localhost${path}`, {
    ...{ method, headers },
    ...(sends ? { body: open, duplex: 'half' } : {}),
  })
  // By the node request tus learns that its client has left, and stops.
  const runtime = { name: 'node', node: { req: request, res: response } }
  return { webRequest: Object.assign(webRequest, { runtime }), end }
}

/**
 * What a request sends until it ends, breaks off or is to stop. It never fails: all that came is to be kept.
 * @param stop ends when it is to stop
 * @returns the bytes; `release` lets go of the request, so that its connection can be used again
 */
export function bytesOf(request: IncomingMessage, stop: Readable): { bytes: Readable; release: () => void } {
  const bytes = new PassThrough()
  const end = () => {
    request.unpipe(bytes)
    bytes.end()
  }
  stop.once('end', end).resume()
  // It may have broken off before: then no event follows.
  finished(request, { writable: false }, end)
  request.pipe(bytes)
  const release = () => {
    request.unpipe(bytes)
    request.resume()
  }
  return { bytes, release }
}
