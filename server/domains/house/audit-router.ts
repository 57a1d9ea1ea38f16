import { type AuditChoices, type AuditEntry, auditFilterSchema, auditInput } from '../../../shared/audit.ts'
import { administer } from '../../../shared/house.ts'
import { may } from '../../platform/trpc.ts'
import { auditChoices, auditCount, auditEntries } from './audit.ts'

/** The audit log. */
export const auditProcedures = {
  audit: may(administer)
    .input(auditInput)
    .query(({ ctx, input: { before, limit, ...filter } }): AuditEntry[] =>
      auditEntries(ctx.deps, ctx.actor, filter, before, limit),
    ),

  auditCount: may(administer)
    .input(auditFilterSchema)
    .query(({ ctx, input }): number => auditCount(ctx.deps, ctx.actor, input)),

  auditChoices: may(administer).query(({ ctx }): AuditChoices => auditChoices(ctx.deps)),
}
