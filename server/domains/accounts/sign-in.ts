import { eq } from 'drizzle-orm'
import { DomainError } from '../../../shared/errors.ts'
import { siteSettings } from '../../../shared/house.ts'
import type { SignInAnswer } from '../../../shared/mfa.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { type Doer, record } from '../../platform/audit/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Rate } from '../../platform/rate.ts'
import { findByLogin } from './accounts.ts'
import { mustEnrol } from './mfa/demand.ts'
import { mailReaches } from './mfa/recovery.ts'
import { openTicket, redeemTicket } from './mfa/tickets.ts'
import { hasMfa } from './mfa/totp.ts'
import { tellOfPassword } from './notices.ts'
import { hashPassword, passwordMatches, refuseWeak } from './passwords.ts'
import { provePassword, stillHolds, wrongPassword } from './proof.ts'
import { endOtherSessions, isRemembered, type OpenedSession, openSession, replaceSession } from './sessions.ts'
import { type AccountRow, account } from './tables.ts'
import { countTry, forgetFailures } from './throttle.ts'

/** How often one address may try, by whichever way in. */
export const signInRate: Rate = { name: 'accounts.sign-in', points: 20, seconds: 300 }

interface Attempt {
  /** Username or e-mail address. */
  readonly login: string
  readonly password: string
  readonly address: string
  readonly userAgent: string
}

const wrong = () => new DomainError('UNAUTHENTICATED', 'accounts.errors.wrongSignIn')

/**
 * Who the name and password belong to; an unknown name, a disabled account and a wrong password look alike.
 * @throws {DomainError} UNAUTHENTICATED, or LIMIT after many failures.
 */
async function prove(deps: Deps, attempt: Attempt): Promise<AccountRow> {
  const row = findByLogin(deps, attempt.login)
  const subject = row ? { accountId: row.id } : { login: attempt.login }
  countTry(deps, subject, attempt.address)
  const right = await passwordMatches(row?.passwordHash ?? null, attempt.password)
  if (!row || row.disabledAt !== null || !right) throw wrong()
  forgetFailures(deps, subject)
  return row
}

/** What a browser says of itself when it signs in. */
interface Visit {
  readonly address: string
  readonly userAgent: string
  /** Under which address it reached the house. */
  readonly origin: string | null
}

/** What signing in leads to; `opened` is the browser's new session where there is one. */
export interface SignedInBrowser {
  readonly answer: SignInAnswer
  readonly opened: OpenedSession | null
}

/** Signs a browser in, or answers a ticket where a second factor is asked for. Throws as {@link prove}. */
export async function signIn(deps: Deps, attempt: Attempt & Visit & { remember: boolean }): Promise<SignedInBrowser> {
  const row = await prove(deps, attempt)
  return deps.inTx(() => {
    if (!stillHolds(deps, row)) throw wrong()
    if (hasMfa(deps, row.id)) {
      const ticket = openTicket(deps, row.id, attempt.remember)
      return { answer: { next: 'code', ticket, mailReaches: mailReaches(deps, row) }, opened: null }
    }
    const opened = open(deps, row, attempt.remember, attempt)
    return { answer: { next: mustEnrol(deps, row) ? 'enrol' : 'in' }, opened }
  })
}

/** Signs a browser in by a ticket and a code of the second factor. Throws {@link DomainError} UNAUTHENTICATED, LIMIT. */
export function signInWithCode(deps: Deps, attempt: Visit & { ticket: string; code: string }): SignedInBrowser {
  const { account: row, remember } = redeemTicket(deps, attempt)
  return { answer: { next: 'in' }, opened: open(deps, row, remember, attempt) }
}

function open(deps: Deps, row: AccountRow, remember: boolean, { address, userAgent, origin }: Visit): OpenedSession {
  return deps.inTx(() => {
    if (row.role === 'owner' && origin !== null) learnAddress(deps, { account: row, address, recorded: [] }, origin)
    return openSession(deps, row.id, { kind: 'browser', remember, userAgent, address })
  })
}

/** An owner who was made by command line is the first to show under which address the house is reached. */
function learnAddress(deps: Deps, by: Doer, address: string): void {
  const site = deps.settings.get(siteSettings)
  if (site.address !== '') return
  deps.settings.set(siteSettings, { ...site, address })
  const acted = (known: string) => ({ [siteSettings.name]: { address: known } })
  record(deps, by, 'house.acts.settingsChanged', acted(''), acted(address))
}

/**
 * Opens a session for a program that sends its token as `Authorization: Bearer`.
 * @throws {DomainError} as {@link prove}, and UNAUTHENTICATED where a second factor is asked for: no program has one
 */
export async function openBearerSession(
  deps: Deps,
  attempt: { username: string; password: string; address: string; userAgent: string },
): Promise<{ token: string }> {
  const row = await prove(deps, { ...attempt, login: attempt.username })
  const { id } = row
  if (hasMfa(deps, id) || mustEnrol(deps, row)) throw new DomainError('UNAUTHENTICATED', 'mfa.errors.programs')
  return deps.inTx(() => {
    if (!stillHolds(deps, row)) throw wrong()
    const { token } = openSession(deps, id, { ...attempt, kind: 'bearer', remember: true })
    return { token }
  })
}

/**
 * Changes the own password; every other session ends and this one gets a new token.
 * @throws {DomainError} FORBIDDEN where the current password is wrong, INVALID where the new one is weak.
 */
export async function changePassword(
  deps: Deps,
  actor: SignedIn,
  change: { current: string; next: string; userAgent: string },
): Promise<OpenedSession> {
  const proved = await provePassword(deps, actor, change.current)
  const { id, username, name, sessionId } = actor.account
  refuseWeak(change.next, [username, name])
  const passwordHash = await hashPassword(change.next)
  return deps.inTx(() => {
    if (!stillHolds(deps, proved)) throw wrongPassword()
    deps.db.update(account).set({ passwordHash }).where(eq(account.id, id)).run()
    const remember = isRemembered(deps, sessionId)
    const opened = openSession(deps, id, {
      kind: 'browser',
      remember,
      userAgent: change.userAgent,
      address: actor.address,
    })
    replaceSession(deps, sessionId)
    endOtherSessions(deps, id, opened.id)
    tellOfPassword(deps, id, actor.address)
    return opened
  })
}
