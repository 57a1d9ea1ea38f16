import { createHash, timingSafeEqual } from 'node:crypto'
import type { MediaView, PictureSource } from '../../../shared/media.ts'
import type { Deps } from '../../platform/deps.ts'
import { variantSizes } from './image/sizes.ts'
import type { media } from './tables.ts'

export type MediaRow = typeof media.$inferSelect

type Pictured = Pick<MediaRow, 'id' | 'width' | 'height' | 'state'>

/** Every size in which a picture answers, narrowest first; none where it cannot be shown. */
export function sourcesOf({ id, width, height, state }: Pictured): PictureSource[] {
  if (state === 'damaged') return []
  const sizes = variantSizes({ width, height }).toReversed()
  return sizes.map((size) => ({ width: size.width, url: `/uploads/${id}/${size.width}` }))
}

export function presentMedia(row: MediaRow): MediaView {
  const { id, kind, name, mime, bytes, width, height, thumbhash, takenAt, state } = row
  return { id, kind, name, mime, bytes, width, height, thumbhash, takenAt, state, sources: sourcesOf(row) }
}

const signatureOf = (deps: Deps, mediaId: string, expires: string): string =>
  deps.sign(`media.url ${mediaId} ${expires}`)

/**
 * An address that opens a picture to whoever holds it, until it expires: for readers that can carry no session.
 * @param lifetime in milliseconds
 */
export function signedUrl(deps: Deps, mediaId: string, lifetime: number): string {
  const expires = String(deps.clock.now() + lifetime)
  return `/uploads/${mediaId}?expires=${expires}&signature=${signatureOf(deps, mediaId, expires)}`
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether a query opens this file now. */
export function opensBySignature(deps: Deps, mediaId: string, query: Readonly<Record<string, unknown>>): boolean {
  const { expires, signature } = query
  if (typeof expires !== 'string' || typeof signature !== 'string') return false
  if (!/^\d{1,15}$/.test(expires) || Number(expires) <= deps.clock.now()) return false
  return timingSafeEqual(digest(signature), digest(signatureOf(deps, mediaId, expires)))
}
