import { and, eq, ne } from 'drizzle-orm'
import { DomainError } from '../../../shared/errors.ts'
import { makeVariants, mediaReady } from '../../../shared/media.ts'
import type { Deps } from '../../platform/deps.ts'
import { decodeWhole } from './decoding.ts'
import { makeVariants as drawVariants, type Variant } from './image/variants.ts'
import { media, mediaVariant } from './tables.ts'

type VariantRow = typeof mediaVariant.$inferSelect

/** The name of a variant in the file store. */
const variantKey = (mediaId: string, width: number): string => `${mediaId}-${width}.webp`

/** Whether a file of this name was made from another one. */
export const isVariant = (key: string): boolean => key.includes('-')

interface Outcome {
  readonly state: 'ready' | 'damaged'
  readonly thumbhash: string | null
  readonly variants: readonly VariantRow[]
}

/**
 * Makes the variants of a picture: files first, then their rows, all at once. Whatever can be mended by another try
 * is thrown; a picture that cannot be rendered becomes `damaged`. Handler of `makeVariants`; a second run is harmless,
 * and a revived one makes what was given up.
 */
export async function renderVariants(deps: Deps, { mediaId }: { mediaId: string }): Promise<void> {
  const row = deps.db.select({ state: media.state, mime: media.mime }).from(media).where(eq(media.id, mediaId)).get()
  if (!row || row.state === 'ready') return
  const outcome = await decodeWhole(deps, row.mime, () => render(deps, mediaId))
  const kept = deps.inTx(() => store(deps, mediaId, outcome))
  if (!kept) await removeUnnamed(deps, outcome.variants)
}

async function render(deps: Deps, mediaId: string): Promise<Outcome> {
  const variants: VariantRow[] = []
  try {
    const keep = async ({ width, height, content }: Variant) => {
      const key = variantKey(mediaId, width)
      variants.push({ mediaId, width, height, bytes: content.length, key })
      await deps.files.write(key, content)
    }
    const { thumbhash } = await drawVariants(await deps.files.local(mediaId), keep, deps.underway.ending)
    return { state: 'ready', thumbhash, variants }
  } catch (error) {
    await removeUnnamed(deps, variants)
    if (!(error instanceof DomainError) || error.code === 'UNAVAILABLE') throw error
    deps.log.warn({ mediaId, reason: error.key }, 'A picture cannot be shown')
    return { state: 'damaged', thumbhash: null, variants: [] }
  }
}

/** Writes the rows; false where the picture was deleted meanwhile, or made by another run. */
function store(deps: Deps, mediaId: string, { state, thumbhash, variants }: Outcome): boolean {
  const unmade = and(eq(media.id, mediaId), ne(media.state, 'ready'))
  if (deps.db.update(media).set({ state, thumbhash }).where(unmade).run().changes === 0) return false
  if (variants.length > 0)
    deps.db
      .insert(mediaVariant)
      .values([...variants])
      .run()
  deps.raise(mediaReady, { mediaId })
  return true
}

/**
 * A picture that no try could render is not said to be in the making for ever. One that only the house could not render,
 * as on a full disk, goes on being drawn when it is asked for.
 */
export function giveVariantsUp(deps: Deps, { mediaId }: { mediaId: string }, reason: unknown): void {
  if (reason instanceof DomainError && reason.code === 'UNAVAILABLE') return
  store(deps, mediaId, { state: 'damaged', thumbhash: null, variants: [] })
}

/** Has the variants of a picture made again, in the caller's transaction; until then it is drawn when it is asked for. */
export function remakeVariants(deps: Deps, mediaId: string): void {
  deps.inTx(() => {
    deps.db.delete(mediaVariant).where(eq(mediaVariant.mediaId, mediaId)).run()
    deps.db.update(media).set({ state: 'making' }).where(eq(media.id, mediaId)).run()
    deps.enqueueAgain(makeVariants, { mediaId }, mediaId)
  })
}

/** Removes files that no row names: what another run made has the same names. */
async function removeUnnamed(deps: Deps, variants: readonly VariantRow[]): Promise<void> {
  for (const { key } of variants) {
    const named = deps.db.select({ key: mediaVariant.key }).from(mediaVariant).where(eq(mediaVariant.key, key)).get()
    if (!named) await deps.files.remove(key)
  }
}
