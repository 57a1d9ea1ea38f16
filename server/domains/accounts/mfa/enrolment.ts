import { DomainError } from '../../../../shared/errors.ts'
import { siteSettings } from '../../../../shared/house.ts'
import type { MfaKey, MfaView } from '../../../../shared/mfa.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import { isoInstant } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { tellOfSecondFactor } from '../notices.ts'
import { provePassword } from '../proof.ts'
import { endOtherSessions, isRemembered, type OpenedSession, openSession, replaceSession } from '../sessions.ts'
import { countTry, forgetFailures } from '../throttle.ts'
import { backupCodesLeft, renewBackupCodes } from './backup-codes.ts'
import { isRequired } from './demand.ts'
import { recoveryOpensAt, stopRecovery } from './recovery.ts'
import { removeMfa } from './removal.ts'
import { confirmedSince, confirmKey, hasMfa, makeKey } from './totp.ts'

/** The second factor of one's own account. */
export function mfaView(deps: Deps, { account: { id, role } }: SignedIn): MfaView {
  const since = confirmedSince(deps, id)
  return {
    since: since === null ? null : isoInstant(since),
    backupCodesLeft: backupCodesLeft(deps, id),
    isRequired: isRequired(deps, role),
    recoveryOpensAt: recoveryOpensAt(deps, id),
  }
}

/** Makes a key for an authenticator; nothing changes before a code of it is given. Throws as {@link provePassword}. */
export async function startEnrolment(deps: Deps, by: SignedIn, password: string): Promise<MfaKey> {
  const { id, username } = await provePassword(deps, by, password)
  return deps.inTx(() => makeKey(deps, id, { issuer: deps.settings.get(siteSettings).name, label: username }))
}

/**
 * Puts the second factor into effect: every other session ends and this one gets a new token.
 * @returns the ten backup codes, which are shown once, and the session
 * @throws {DomainError} INVALID where the code is none of the new key, LIMIT
 */
export function confirmEnrolment(
  deps: Deps,
  by: SignedIn,
  { code, userAgent }: { code: string; userAgent: string },
): { codes: string[]; opened: OpenedSession } {
  const { id, username, sessionId } = by.account
  const subject = { accountId: id, factor: 'second' } as const
  countTry(deps, subject, by.address)
  return deps.inTx(() => {
    if (!confirmKey(deps, id, code)) {
      const key = 'mfa.errors.wrongCode'
      throw new DomainError('INVALID', key, {}, [{ path: ['code'], key }])
    }
    forgetFailures(deps, subject)
    const codes = renewBackupCodes(deps, id)
    const remember = isRemembered(deps, sessionId)
    const opened = openSession(deps, id, { kind: 'browser', remember, userAgent, address: by.address })
    replaceSession(deps, sessionId)
    endOtherSessions(deps, id, opened.id)
    record(deps, by, 'mfa.acts.on', undefined, { username })
    tellOfSecondFactor(deps, id, 'on', by.address)
    return { codes, opened }
  })
}

/**
 * Ends the second factor of one's own account; every other session ends.
 * @throws {DomainError} FORBIDDEN where the password is wrong or the house demands it
 */
export async function endEnrolment(deps: Deps, by: SignedIn, password: string): Promise<void> {
  const row = await provePassword(deps, by, password)
  if (isRequired(deps, row.role)) throw new DomainError('FORBIDDEN', 'mfa.errors.required')
  removeMfa(deps, by, row, 'mfa.acts.off', by.account.sessionId)
}

/** Ten new backup codes in place of the old ones. Throws {@link DomainError} CONFLICT where there is no second factor. */
export async function newBackupCodes(deps: Deps, by: SignedIn, password: string): Promise<string[]> {
  const { id, username } = await provePassword(deps, by, password)
  if (!hasMfa(deps, id)) throw new DomainError('CONFLICT', 'mfa.errors.notOn', { username })
  return deps.inTx(() => {
    record(deps, by, 'mfa.acts.codesRenewed', undefined, { username })
    tellOfSecondFactor(deps, id, 'codes', by.address)
    return renewBackupCodes(deps, id)
  })
}

/** Stops a recovery from within: whoever is signed in has no need of it. */
export function stopOwnRecovery(deps: Deps, by: SignedIn): void {
  stopRecovery(deps, by.account.id)
}
