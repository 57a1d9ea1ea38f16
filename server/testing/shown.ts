import type { MediaView } from '../../shared/media.ts'
import { attach, attached } from '../domains/media/media.ts'
import type { Actor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import { declareUse } from './uploads.ts'

/** A use of media that only tests know: whoever is signed in may see what its rows show. */
export const testUse = 'media.test'

/** Declares that use, as a domain's manifest does. */
export const declareTestUse = (deps: Deps): void =>
  declareUse(deps, { use: testUse, may: (_deps, actor) => actor.account !== null, open: () => false })

/** Makes these pictures the ones that a row shows. */
export const show = (deps: Deps, actor: Actor, ownerId: number, views: readonly MediaView[]): void =>
  attach(
    deps,
    actor,
    testUse,
    ownerId,
    views.map(({ id }) => ({ mediaId: id, alt: `alt ${id.slice(0, 3)}` })),
  )

/** The ids of the pictures that a row shows, in their order. */
export const shown = (deps: Deps, ownerId: number): string[] =>
  (attached(deps, testUse, [ownerId]).get(ownerId) ?? []).map(({ id }) => id)
