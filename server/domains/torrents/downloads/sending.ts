import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { Request, Response } from 'express'
import { minutes } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { ByteRange } from '../../../platform/files/store.ts'
import { contentDisposition } from '../../media/names.ts'
import { requestedRange } from '../../media/ranges.ts'

/** Of what the engine sends, in bytes. */
const readAtOnce = 1024 * 1024

/** A reader who takes nothing for so long is gone. */
const patience = minutes(2)

/** Sends what was opened, and ends the answer. Rejects where its reader leaves. */
export type Body = (response: Response) => Promise<void>

/** A file that can be sent whole or in part. */
export interface Sendable {
  readonly name: string
  readonly size: number
  /** Changes with the content; quoted. */
  readonly etag: string
  readonly modified: Date | null
  /** Null for the whole. */
  open(range: ByteRange | null): Promise<Body>
  /** To be called in any case, whether it was opened or not. */
  close(): Promise<void>
}

/** Whatever a file holds, a browser runs and shows nothing of it, and no cache keeps it. */
function setHeaders(response: Response, { name, etag, modified }: Sendable): void {
  const type = 'application/octet-stream'
  response.set({
    'Content-Type': type,
    'Content-Disposition': contentDisposition(type, name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Accept-Ranges': 'bytes',
    ETag: etag,
    ...(modified ? { 'Last-Modified': modified.toUTCString() } : {}),
  })
}

/** The part that is asked for, where what the asker already has is of this same file. */
function rangeOf(request: Request, { size, etag, modified }: Sendable): ByteRange | 'unsatisfiable' | null {
  const condition = request.headers['if-range']
  const isSame = condition === undefined || condition === etag || condition === modified?.toUTCString()
  return isSame ? requestedRange(request.headers.range, size) : null
}

async function answer(deps: Deps, request: Request, response: Response, file: Sendable): Promise<void> {
  const { size } = file
  const range = rangeOf(request, file)
  if (range === 'unsatisfiable') {
    response
      .status(416)
      .set({ 'Content-Range': `bytes */${size}`, 'Cache-Control': 'private, no-store' })
      .end()
    return
  }
  const body = request.method === 'HEAD' ? null : await file.open(range)
  setHeaders(response, file)
  if (range) response.set('Content-Range', `bytes ${range.start}-${range.end}/${size}`)
  response.status(range ? 206 : 200).set('Content-Length', String(range ? range.end - range.start + 1 : size))
  if (!body) return void response.end()
  response.setTimeout(patience)
  try {
    await body(response)
  } catch (error) {
    if (!response.headersSent) throw error
    const isLeft = request.destroyed
    // Its headers promise more than will come: the reader must not wait for it.
    response.destroy()
    if (!isLeft) deps.log.error({ err: error }, 'A download ended early')
  }
}

/** Answers with a file, or the part of it that was asked for. */
export async function sendFile(deps: Deps, request: Request, response: Response, file: Sendable): Promise<void> {
  try {
    await answer(deps, request, response, file)
  } finally {
    await file.close()
  }
}

/** What the engine sends, passed on as it comes. */
export const passedOn =
  (body: globalThis.ReadableStream<Uint8Array>): Body =>
  (response) =>
    pipeline(Readable.fromWeb(body as ReadableStream<Uint8Array>, { highWaterMark: readAtOnce }), response)
