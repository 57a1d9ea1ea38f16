import { type AuditChoices, type AuditEntry, auditInput } from '../../../shared/audit.ts'
import { administer } from '../../../shared/house.ts'
import { may } from '../../platform/trpc.ts'
import { auditChoices, auditEntries } from './audit.ts'

/** The audit log. */
export const auditProcedures = {
  audit: may(administer)
    .input(auditInput)
    .query(({ ctx, input: { before, limit, ...filter } }): AuditEntry[] =>
      auditEntries(ctx.deps, ctx.actor, filter, before, limit),
    ),

  auditChoices: may(administer).query(({ ctx }): AuditChoices => auditChoices(ctx.deps)),
}
