import { finishInput, type MediaView, mediaIdInput } from '../../../shared/media.ts'
import { router, signedIn } from '../../platform/trpc.ts'
import { discard, ownMedia } from './media.ts'
import { finish } from './uploads.ts'

export const mediaRouter = router({
  /** Takes a whole upload into the house. */
  finish: signedIn
    .input(finishInput)
    .mutation(({ ctx, input }): Promise<MediaView> => finish(ctx.deps, ctx.actor, input)),
  /** The person's own file that nothing uses yet. */
  view: signedIn.input(mediaIdInput).query(({ ctx, input }): MediaView => ownMedia(ctx.deps, ctx.actor, input.mediaId)),
  /** Removes the person's own file that nothing uses, at once. */
  discard: signedIn.input(mediaIdInput).mutation(({ ctx, input }): void => {
    discard(ctx.deps, ctx.actor, input.mediaId)
  }),
})
