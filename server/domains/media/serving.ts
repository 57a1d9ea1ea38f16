import { desc, eq, sql } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { actorFor } from '../../platform/http/actor.ts'
import { identityOf } from '../accounts/identity.ts'
import { variantSizes } from './image/sizes.ts'
import { media, mediaUse, mediaVariant } from './tables.ts'
import { type MediaRow, signedFor } from './views.ts'

/** `open` to everybody, `signed` by an address that expires, `private` to this actor, or `closed`. */
export type Access = 'open' | 'signed' | 'private' | 'closed'

export interface AskedFile {
  readonly row: MediaRow
  readonly access: Exclude<Access, 'closed'>
}

type Query = Readonly<Record<string, unknown>>

const mediaById = prepared((db) =>
  db
    .select()
    .from(media)
    .where(eq(media.id, sql.placeholder('id')))
    .prepare(),
)

const usesById = prepared((db) =>
  db
    .select()
    .from(mediaUse)
    .where(eq(mediaUse.mediaId, sql.placeholder('id')))
    .prepare(),
)

const variantsById = prepared((db) =>
  db
    .select()
    .from(mediaVariant)
    .where(eq(mediaVariant.mediaId, sql.placeholder('id')))
    .orderBy(desc(mediaVariant.width))
    .prepare(),
)

/** The file of an id, where whoever asks may see it. A file that they may not know of is as if it did not exist. */
export function fileFor(deps: Deps, actor: () => Actor, mediaId: string, query: Query): AskedFile | null {
  const row = mediaById(deps.db).get({ id: mediaId })
  if (!row) return null
  const access = accessTo(deps, actor, row, query)
  return access === 'closed' ? null : { row, access }
}

/** A file is seen where one of its uses allows it; before its first use, by whoever sent it. */
function accessTo(deps: Deps, actor: () => Actor, row: MediaRow, query: Query): Access {
  const uses = usesById(deps.db).all({ id: row.id })
  const gates = uses.flatMap(({ use, ownerId }) => {
    const gate = deps.catalog.mediaUses.get(use)
    return gate && deps.domainOn(use) ? [{ gate, ownerId }] : []
  })
  if (gates.some(({ gate, ownerId }) => gate.open(deps, ownerId))) return 'open'
  const mayBeSeenBy = (who: Actor) => gates.some(({ gate, ownerId }) => gate.may(deps, who, ownerId))
  const signer = signerOf(deps, row.id, query)
  if (signer && mayBeSeenBy(signer)) return 'signed'
  const asker = actor()
  if (mayBeSeenBy(asker)) return 'private'
  const unused = uses.length === 0 && row.detachedAt === null
  return unused && row.uploader === asker.account?.id ? 'private' : 'closed'
}

/** The person in whose name a signed address was made, as they are now; null where it is none, or they are no more. */
function signerOf(deps: Deps, mediaId: string, query: Query): Actor | null {
  const accountId = signedFor(deps, mediaId, query)
  const identity = accountId === null ? null : identityOf(deps, accountId)
  return identity && actorFor(deps, identity, { address: '' })
}

/** What is sent for a picture in one width: a variant that lies in the file store, or one to be drawn now. */
export type Rendition =
  | { readonly made: true; readonly width: number; readonly key: string; readonly bytes: number }
  | { readonly made: false; readonly width: number }

/**
 * How a picture is sent.
 * @param width in pixels; null asks for the largest
 * @returns null where there is no such width, or nothing to show
 */
export function renditionOf(deps: Deps, row: MediaRow, width: number | null): Rendition | null {
  if (row.state === 'damaged') return null
  const asked = width ?? variantSizes(row)[0]?.width
  if (asked === undefined) return null
  if (row.state === 'making') {
    return variantSizes(row).some((size) => size.width === asked) ? { made: false, width: asked } : null
  }
  const variants = variantsById(deps.db).all({ id: row.id })
  const variant = width === null ? variants[0] : variants.find((one) => one.width === width)
  return variant ? { made: true, width: variant.width, key: variant.key, bytes: variant.bytes } : null
}
