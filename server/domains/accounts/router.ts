import * as z from 'zod/mini'
import {
  acceptInvitationInput,
  changeEmailInput,
  changePasswordInput,
  type InvitationView,
  type PasswordResetView,
  type PersonView,
  type Profile,
  profileInput,
  type ResetAsked,
  requestResetInput,
  resetPasswordInput,
  type SessionView,
  signInInput,
  token,
} from '../../../shared/accounts.ts'
import { administer } from '../../../shared/house.ts'
import { type SignInAnswer, signInCodeInput } from '../../../shared/mfa.ts'
import { type Context, limited, may, open, router, signedIn } from '../../platform/trpc.ts'
import { changeProfile, people, profileOf } from './accounts.ts'
import { apiKeyProcedures } from './api-keys/procedures.ts'
import { changeEmail, confirmEmail, withdrawEmailChange } from './email-change.ts'
import { acceptInvitation, readInvitation } from './invitations.ts'
import { mfaProcedures } from './mfa/procedures.ts'
import { readReset, requestPasswordReset, resetByLink } from './password-reset.ts'
import {
  endOtherSessions,
  endSession,
  listSessions,
  type OpenedSession,
  openSession,
  replaceSession,
  sessionIdOf,
} from './sessions.ts'
import { changePassword, signIn, signInRate, signInWithCode } from './sign-in.ts'
import { peopleProcedures } from './users/procedures.ts'

const resetRequests = { name: 'accounts.reset', points: 5, seconds: 300 }
const invitationReads = { name: 'accounts.invitation', points: 30, seconds: 300 }

/** Gives the browser its new session; the one that it had before ends. */
function enter({ deps, actor, http }: Context, opened: OpenedSession): void {
  http?.setSession(opened.token, opened.maxAge)
  replaceSession(deps, sessionIdOf(actor))
}

const visitOf = ({ actor, http }: Context) => ({
  address: actor.address,
  userAgent: http?.userAgent ?? '',
  origin: http?.origin ?? null,
})

export const accountsRouter = router({
  ...peopleProcedures,
  ...apiKeyProcedures,

  signIn: open
    .use(limited(signInRate))
    .input(signInInput)
    .mutation(async ({ ctx, input }): Promise<SignInAnswer> => {
      const { answer, opened } = await signIn(ctx.deps, { ...input, ...visitOf(ctx) })
      if (opened) enter(ctx, opened)
      return answer
    }),

  signInWithCode: open
    .use(limited(signInRate))
    .input(signInCodeInput)
    .mutation(({ ctx, input }): SignInAnswer => {
      const { answer, opened } = signInWithCode(ctx.deps, { ...input, ...visitOf(ctx) })
      if (opened) enter(ctx, opened)
      return answer
    }),

  ...mfaProcedures,

  signOut: open.mutation(({ ctx: { deps, actor, http } }): void => {
    http?.clearSession()
    const account = actor.account ?? actor.enrolling
    if (account && account.sessionId !== null) endSession(deps, account.id, account.sessionId)
  }),

  sessions: signedIn.query(({ ctx }): SessionView[] => listSessions(ctx.deps, ctx.actor)),

  endSession: signedIn
    .input(z.object({ id: z.number() }))
    .mutation(({ ctx, input }): void => endSession(ctx.deps, ctx.actor.account.id, input.id)),

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
    .mutation(({ ctx, input }): ResetAsked => requestPasswordReset(ctx.deps, input.login)),

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

  changeEmail: signedIn
    .use(limited(signInRate))
    .input(changeEmailInput)
    .mutation(({ ctx, input }): Promise<void> => changeEmail(ctx.deps, ctx.actor, input)),

  withdrawEmailChange: signedIn.mutation(({ ctx }): void => withdrawEmailChange(ctx.deps, ctx.actor.account.id)),

  confirmEmail: open
    .use(limited(invitationReads))
    .input(z.object({ token }))
    .mutation(({ ctx, input }): { email: string } => confirmEmail(ctx.deps, ctx.actor, input.token)),

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
