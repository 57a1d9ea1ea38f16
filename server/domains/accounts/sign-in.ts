import { eq } from 'drizzle-orm'
import { DomainError } from '../../../shared/errors.ts'
import { siteSettings } from '../../../shared/house.ts'
import type { SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Rate } from '../../platform/rate.ts'
import { findByLogin } from './accounts.ts'
import { tellOfPassword } from './notices.ts'
import { hashPassword, passwordMatches, refuseWeak } from './passwords.ts'
import { endOtherSessions, isRemembered, type OpenedSession, openSession, replaceSession } from './sessions.ts'
import { account } from './tables.ts'
import { countTry, forgetFailures } from './throttle.ts'

/** How often one address may try, by whichever way in. */
export const signInRate: Rate = { name: 'accounts.sign-in', points: 20, seconds: 300 }

type AccountRow = typeof account.$inferSelect

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

/** Signs a browser in. Throws as {@link prove}. */
export async function signIn(
  deps: Deps,
  attempt: Attempt & { remember: boolean; origin: string | null },
): Promise<OpenedSession> {
  const { id, role } = await prove(deps, attempt)
  return deps.inTx(() => {
    if (role === 'owner' && attempt.origin !== null) learnAddress(deps, attempt.origin)
    return openSession(deps, id, { ...attempt, kind: 'browser' })
  })
}

/** An owner who was made by command line is the first to show under which address the house is reached. */
function learnAddress(deps: Deps, address: string): void {
  const site = deps.settings.get(siteSettings)
  if (site.address === '') deps.settings.set(siteSettings, { ...site, address })
}

/** Opens a session for a program that sends its token as `Authorization: Bearer`. Throws as {@link prove}. */
export async function openBearerSession(
  deps: Deps,
  attempt: { username: string; password: string; address: string; userAgent: string },
): Promise<{ token: string }> {
  const { id } = await prove(deps, { ...attempt, login: attempt.username })
  const { token } = openSession(deps, id, { ...attempt, kind: 'bearer', remember: true })
  return { token }
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
  const row = deps.db.select().from(account).where(eq(account.id, actor.account.id)).get()
  countTry(deps, { accountId: actor.account.id }, actor.address)
  if (!(await passwordMatches(row?.passwordHash ?? null, change.current))) {
    throw new DomainError('FORBIDDEN', 'accounts.errors.wrongPassword')
  }
  return setPassword(deps, actor, change.next, change.userAgent)
}

async function setPassword(deps: Deps, actor: SignedIn, password: string, userAgent: string): Promise<OpenedSession> {
  const { id, username, name } = actor.account
  refuseWeak(password, [username, name])
  const passwordHash = await hashPassword(password)
  return deps.inTx(() => {
    deps.db.update(account).set({ passwordHash }).where(eq(account.id, id)).run()
    forgetFailures(deps, { accountId: id })
    const remember = isRemembered(deps, actor)
    const opened = openSession(deps, id, { kind: 'browser', remember, userAgent, address: actor.address })
    replaceSession(deps, actor)
    endOtherSessions(deps, id, opened.id)
    tellOfPassword(deps, id, actor.address)
    return opened
  })
}
