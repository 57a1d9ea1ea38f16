import { signedIn } from '../../platform/trpc.ts'
import { partnerOf } from './policy.ts'

/** Callable by one of the two, who is `ctx.by`. */
export const byPartner = signedIn.use(({ ctx, next }) => next({ ctx: { by: partnerOf(ctx.deps, ctx.actor) } }))
