import { createHash, hash, timingSafeEqual } from 'node:crypto'
import type { MediaView, PictureSource } from '../../../shared/media.ts'
import type { SignedIn } from '../../platform/actor.ts'
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

/** A file as its uploader sees it. */
export function presentMedia(row: MediaRow): MediaView {
  const { id, kind, name, mime, bytes, width, height, thumbhash, takenAt, state } = row
  return { id, kind, name, mime, bytes, width, height, thumbhash, takenAt, state, sources: sourcesOf(row) }
}

/** Signs files for one person until one moment. SHA-512/256 under a secret prefix: lists sign thousands at once. */
function signerOf(deps: Deps, accountId: string, expires: string): (mediaId: string) => string {
  const key = deps.sign(`media.url ${accountId} ${expires}`)
  return (mediaId) => hash('sha512-256', `${key} ${mediaId}`, 'base64url')
}

/**
 * Makes addresses by which whoever holds one sees a picture as this person does, as long as this person may, and until
 * it expires: for readers that can carry no session.
 * @param lifetime in milliseconds
 */
export function urlSigner(deps: Deps, actor: SignedIn, lifetime: number): (mediaId: string) => string {
  const expires = String(deps.clock.now() + lifetime)
  const accountId = String(actor.account.id)
  const sign = signerOf(deps, accountId, expires)
  return (mediaId) => `/uploads/${mediaId}?expires=${expires}&for=${accountId}&signature=${sign(mediaId)}`
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The account in whose name a query asks for this file now; null where it is not signed, or expired. */
export function signedFor(deps: Deps, mediaId: string, query: Readonly<Record<string, unknown>>): number | null {
  const { expires, for: accountId, signature } = query
  if (typeof expires !== 'string' || typeof accountId !== 'string' || typeof signature !== 'string') return null
  if (!/^\d{1,15}$/.test(expires) || Number(expires) <= deps.clock.now()) return null
  const expected = signerOf(deps, accountId, expires)(mediaId)
  return timingSafeEqual(digest(signature), digest(expected)) ? Number(accountId) : null
}
