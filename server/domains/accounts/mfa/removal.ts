import { eq } from 'drizzle-orm'
import { DomainError } from '../../../../shared/errors.ts'
import { siteSettings } from '../../../../shared/house.ts'
import type { Actor } from '../../../platform/actor.ts'
import { type Doer, record } from '../../../platform/audit/audit.ts'
import type { Deps } from '../../../platform/deps.ts'
import { post } from '../../../platform/mail/outbox.ts'
import { endOtherSessions } from '../sessions.ts'
import { type AccountRow, account } from '../tables.ts'
import { forgetBackupCodes } from './backup-codes.ts'
import { mfaOffMail } from './mails.ts'
import { mfaRecovery } from './tables.ts'
import { forgetKey, hasMfa } from './totp.ts'

/**
 * Takes the second factor from an account, in one transaction: its sessions end but `keep`, and a mail tells its owner.
 * @param act as the audit log names it
 */
export function removeMfa(
  deps: Deps,
  doer: Doer,
  { id, username, name, email, locale }: AccountRow,
  act: 'mfa.acts.off' | 'mfa.acts.recovered' | 'mfa.acts.removed',
  keep: number | null = null,
): void {
  deps.inTx(() => {
    forgetKey(deps, id)
    forgetBackupCodes(deps, id)
    deps.db.delete(mfaRecovery).where(eq(mfaRecovery.accountId, id)).run()
    endOtherSessions(deps, id, keep)
    record(deps, doer, act, undefined, { username })
    const siteName = deps.settings.get(siteSettings).name
    if (email !== null) post(deps, email, mfaOffMail(deps.words(locale), { name, siteName }))
  })
}

/** Takes the second factor away from the machine's own command line. Throws {@link DomainError} NOT_FOUND, CONFLICT. */
export function removeMfaByCommand(deps: Deps, actor: Actor, username: string): void {
  const row = deps.db.select().from(account).where(eq(account.username, username)).get()
  if (!row) throw new DomainError('NOT_FOUND', 'accounts.errors.unknown', { username })
  if (!hasMfa(deps, row.id)) throw new DomainError('CONFLICT', 'mfa.errors.notOn', { username })
  removeMfa(deps, actor, row, 'mfa.acts.removed')
}
