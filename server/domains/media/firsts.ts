import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'

type First = readonly [ownerId: number, mediaId: string]

const firstRows = prepared((db) =>
  db.$client
    .prepare<[{ use: string; ownerIds: string }], First>(`
      SELECT owner_id, media_id FROM media_use JOIN media ON media.id = media_id AND state <> 'damaged'
      WHERE use = +:use AND position = 0 AND owner_id IN (SELECT value FROM json_each(:ownerIds))`)
    .raw(),
)

/** The id of the first file of each of many rows of a domain; rows without one that can be shown are missing from the answer. */
export const firstAttached = (deps: Deps, use: string, ownerIds: readonly number[]): Map<number, string> =>
  new Map(firstRows(deps.db).all({ use, ownerIds: JSON.stringify(ownerIds) }))
