import { createHash, timingSafeEqual } from 'node:crypto'
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

export function presentMedia(row: MediaRow): MediaView {
  const { id, kind, name, mime, bytes, width, height, thumbhash, takenAt, state } = row
  return { id, kind, name, mime, bytes, width, height, thumbhash, takenAt, state, sources: sourcesOf(row) }
}

const signatureOf = (deps: Deps, mediaId: string, accountId: string, expires: string): string =>
  deps.sign(`media.url ${mediaId} ${accountId} ${expires}`)

/**
 * An address by which whoever holds it sees a picture as this person does, as long as this person may, and until it
 * expires: for readers that can carry no session.
 * @param lifetime in milliseconds
 */
export function signedUrl(deps: Deps, actor: SignedIn, mediaId: string, lifetime: number): string {
  const expires = String(deps.clock.now() + lifetime)
  const accountId = String(actor.account.id)
  const signature = signatureOf(deps, mediaId, accountId, expires)
  return `/uploads/${mediaId}?expires=${expires}&for=${accountId}&signature=${signature}`
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The account in whose name a query asks for this file now; null where it is not signed, or expired. */
export function signedFor(deps: Deps, mediaId: string, query: Readonly<Record<string, unknown>>): number | null {
  const { expires, for: accountId, signature } = query
  if (typeof expires !== 'string' || typeof accountId !== 'string' || typeof signature !== 'string') return null
  if (!/^\d{1,15}$/.test(expires) || Number(expires) <= deps.clock.now()) return null
  const expected = signatureOf(deps, mediaId, accountId, expires)
  return timingSafeEqual(digest(signature), digest(expected)) ? Number(accountId) : null
}
