import * as z from 'zod/mini'
import {
  acceptInvitationInput,
  changePasswordInput,
  type InvitationView,
  type PasswordResetView,
  type PersonView,
  type Profile,
  profileInput,
  requestResetInput,
  resetPasswordInput,
  type SessionView,
  signInInput,
  token,
} from '../../../shared/accounts.ts'
import { administer } from '../../../shared/house.ts'
import { isSignedIn } from '../../platform/actor.ts'
import { type Context, limited, may, open, router, signedIn } from '../../platform/trpc.ts'
import { changeProfile, people, profileOf } from './accounts.ts'
import { apiKeyProcedures } from './api-keys/procedures.ts'
import { acceptInvitation, readInvitation } from './invitations.ts'
import { readReset, requestPasswordReset, resetByLink } from './password-reset.ts'
import {
  endOtherSessions,
  endSession,
  listSessions,
  type OpenedSession,
  openSession,
  replaceSession,
} from './sessions.ts'
import { changePassword, signIn, signInRate } from './sign-in.ts'

const resetRequests = { name: 'accounts.reset', points: 5, seconds: 300 }
const invitationReads = { name: 'accounts.invitation', points: 30, seconds: 300 }

/** Gives the browser its new session; the one that it had before ends. */
function enter({ deps, actor, http }: Context, opened: OpenedSession): void {
  http?.setSession(opened.token, opened.maxAge)
  replaceSession(deps, actor)
}

export const accountsRouter = router({
  ...apiKeyProcedures,

  signIn: open
    .use(limited(signInRate))
    .input(signInInput)
    .mutation(async ({ ctx, input }): Promise<void> => {
      const userAgent = ctx.http?.userAgent ?? ''
      const from = { address: ctx.actor.address, userAgent, origin: ctx.http?.origin ?? null }
      enter(ctx, await signIn(ctx.deps, { ...input, ...from }))
    }),

  signOut: open.mutation(({ ctx: { deps, actor, http } }): void => {
    http?.clearSession()
    if (isSignedIn(actor) && actor.account.sessionId !== null) endSession(deps, actor, actor.account.sessionId)
  }),

  sessions: signedIn.query(({ ctx }): SessionView[] => listSessions(ctx.deps, ctx.actor)),

  endSession: signedIn
    .input(z.object({ id: z.number() }))
    .mutation(({ ctx, input }): void => endSession(ctx.deps, ctx.actor, input.id)),

  endOtherSessions: signedIn.mutation(({ ctx }): void =>
    endOtherSessions(ctx.deps, ctx.actor.account.id, ctx.actor.account.sessionId),
  ),

  changePassword: signedIn
    .use(limited(signInRate))
    .input(changePasswordInput)
    .mutation(async ({ ctx, input }): Promise<void> => {
      const opened = await changePassword(ctx.deps, ctx.actor, { ...input, userAgent: ctx.http?.userAgent ?? '' })
      ctx.http?.setSession(opened.token, opened.maxAge)
    }),

  requestPasswordReset: open
    .use(limited(resetRequests))
    .input(requestResetInput)
    .mutation(({ ctx, input }): void => requestPasswordReset(ctx.deps, input.login)),

  passwordReset: open
    .use(limited(invitationReads))
    .input(z.object({ token }))
    // Its input is a secret, as that of `invitation`.
    .mutation(({ ctx, input }): PasswordResetView => readReset(ctx.deps, input.token)),

  resetPassword: open
    .use(limited(signInRate))
    .input(resetPasswordInput)
    .mutation(({ ctx, input }): Promise<void> => resetByLink(ctx.deps, ctx.actor, input)),

  profile: signedIn.query(({ ctx }): Profile => profileOf(ctx.deps, ctx.actor)),

  changeProfile: signedIn
    .input(profileInput)
    .mutation(({ ctx, input }): void => changeProfile(ctx.deps, ctx.actor, input)),

  people: may(administer).query(({ ctx }): PersonView[] => people(ctx.deps)),

  invitation: open
    .use(limited(invitationReads))
    .input(z.object({ token }))
    // Its input is a secret: that of queries stands in the address, which proxies write down.
    .mutation(({ ctx, input }): InvitationView => readInvitation(ctx.deps, input.token)),

  acceptInvitation: open
    .use(limited(invitationReads))
    .input(acceptInvitationInput)
    .mutation(async ({ ctx, input }): Promise<void> => {
      const accountId = await acceptInvitation(ctx.deps, ctx.actor, input.token, input)
      const from = { address: ctx.actor.address, userAgent: ctx.http?.userAgent ?? '' }
      enter(ctx, openSession(ctx.deps, accountId, { ...from, kind: 'browser', remember: true }))
    }),
})
