import * as z from 'zod/mini'
import type { PasswordResetView } from '../../../../shared/accounts.ts'
import { token } from '../../../../shared/accounts.ts'
import { administer } from '../../../../shared/house.ts'
import {
  confirmMfaInput,
  type MfaKey,
  type MfaRequirement,
  type MfaView,
  passwordInput,
  recoverMfaInput,
  requireMfaInput,
} from '../../../../shared/mfa.ts'
import { enrolling, limited, may, open, signedIn } from '../../../platform/trpc.ts'
import { signInRate } from '../sign-in.ts'
import {
  confirmEnrolment,
  endEnrolment,
  mfaView,
  newBackupCodes,
  startEnrolment,
  stopOwnRecovery,
} from './enrolment.ts'
import { askRecovery, readRecovery, recoverByLink, stopByLink } from './recovery.ts'
import { requireMfa, requirementView } from './requirement.ts'
import { readTicket } from './tickets.ts'

const links = { name: 'accounts.mfa-link', points: 30, seconds: 300 }

/** The second factor: for oneself, on the way in, and for the admins of the house. */
export const mfaProcedures = {
  mfa: enrolling.query(({ ctx }): MfaView => mfaView(ctx.deps, ctx.actor)),

  startMfa: enrolling
    .use(limited(signInRate))
    .input(passwordInput)
    .mutation(({ ctx, input }): Promise<MfaKey> => startEnrolment(ctx.deps, ctx.actor, input.password)),

  confirmMfa: enrolling
    .use(limited(signInRate))
    .input(confirmMfaInput)
    .mutation(({ ctx, input }): string[] => {
      const userAgent = ctx.http?.userAgent ?? ''
      const { codes, opened } = confirmEnrolment(ctx.deps, ctx.actor, { code: input.code, userAgent })
      ctx.http?.setSession(opened.token, opened.maxAge)
      return codes
    }),

  endMfa: signedIn
    .use(limited(signInRate))
    .input(passwordInput)
    .mutation(({ ctx, input }): Promise<void> => endEnrolment(ctx.deps, ctx.actor, input.password)),

  newBackupCodes: signedIn
    .use(limited(signInRate))
    .input(passwordInput)
    .mutation(({ ctx, input }): Promise<string[]> => newBackupCodes(ctx.deps, ctx.actor, input.password)),

  /** Asked for by whoever gave the password and has no code left. */
  askMfaRecovery: open
    .use(limited(signInRate))
    .input(z.object({ ticket: token }))
    .mutation(({ ctx, input }): { opensAt: string } => {
      const { account } = readTicket(ctx.deps, input.ticket)
      return { opensAt: askRecovery(ctx.deps, account) }
    }),

  mfaRecovery: open
    .use(limited(links))
    .input(z.object({ token }))
    // Its input is a secret, as that of `invitation`.
    .mutation(({ ctx, input }): PasswordResetView => readRecovery(ctx.deps, input.token)),

  recoverMfa: open
    .use(limited(signInRate))
    .input(recoverMfaInput)
    .mutation(({ ctx, input }): Promise<void> => recoverByLink(ctx.deps, ctx.actor, input)),

  stopMfaRecovery: open
    .use(limited(links))
    .input(z.object({ token }))
    .mutation(({ ctx, input }): void => stopByLink(ctx.deps, input.token)),

  stopOwnMfaRecovery: signedIn.mutation(({ ctx }): void => stopOwnRecovery(ctx.deps, ctx.actor)),

  mfaRequirement: may(administer).query(({ ctx }): MfaRequirement => requirementView(ctx.deps)),

  requireMfa: may(administer)
    .input(requireMfaInput)
    .mutation(({ ctx, input }): MfaRequirement => requireMfa(ctx.deps, ctx.actor, input.on)),
}
