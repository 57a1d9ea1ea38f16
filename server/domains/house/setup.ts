import { timingSafeEqual } from 'node:crypto'
import { DomainError } from '../../../shared/errors.ts'
import { type SetupStep, setupProgress, setupToken, siteSettings } from '../../../shared/house.ts'
import type { Actor } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import { tokenHash } from '../../platform/http/actor.ts'
import { createOwner, hasOwner, type NewAccount } from '../accounts/accounts.ts'
import { newToken, type OpenedSession, openSession } from '../accounts/sessions.ts'

/** Path of the setup page that opens it once, null as soon as there is an owner; the same one after a restart. */
export function setupPath(deps: Deps): string | null {
  if (hasOwner(deps)) return null
  const known = deps.settings.get(setupToken).token
  const token = known === '' ? newToken() : known
  if (known === '') deps.settings.set(setupToken, { token })
  return `/setup#token=${token}`
}

/** Throws {@link DomainError} CONFLICT where the house has its owner, FORBIDDEN where the token is not the one. */
export function checkSetupToken(deps: Deps, given: string): void {
  if (hasOwner(deps)) throw new DomainError('CONFLICT', 'house.errors.setUpAlready')
  const { token } = deps.settings.get(setupToken)
  const right = timingSafeEqual(Buffer.from(tokenHash(given)), Buffer.from(tokenHash(token)))
  if (token === '' || !right) throw new DomainError('FORBIDDEN', 'house.errors.wrongSetupToken')
}

/**
 * First step of the wizard: the owner, and what is known of the site already. Throws as {@link checkSetupToken},
 * and what a weak password or a second owner throws.
 */
export async function setUpOwner(
  deps: Deps,
  actor: Actor,
  given: string,
  owner: NewAccount,
  from: { userAgent: string; origin: string },
): Promise<OpenedSession> {
  checkSetupToken(deps, given)
  return createOwner(deps, owner, (accountId) => {
    beginSetup(deps, actor, owner, from.origin)
    return openSession(deps, accountId, { kind: 'browser', remember: true, address: actor.address, ...from })
  })
}

/** The owner was made from the machine's command line; the wizard goes on after their first sign-in. */
export async function setUpByCommand(deps: Deps, actor: Actor, owner: NewAccount): Promise<void> {
  await createOwner(deps, owner, () => beginSetup(deps, actor, owner, ''))
}

function beginSetup(deps: Deps, actor: Actor, owner: NewAccount, address: string): void {
  const site = deps.settings.get(siteSettings)
  const { username, locale: language, timeZone } = owner
  deps.settings.set(siteSettings, { ...site, language, timeZone, address })
  deps.settings.forget(setupToken)
  deps.settings.set(setupProgress, { step: 'site' })
  record(deps, actor, 'accounts.acts.ownerCreated', undefined, { username })
}

/** The step at which the wizard stands; `done` when there is nothing left to set up. */
export const setupStep = (deps: Deps): SetupStep => (hasOwner(deps) ? deps.settings.get(setupProgress).step : 'owner')

/** Remembers how far the wizard came, so that it goes on there after a restart. */
export function reachStep(deps: Deps, actor: Actor, step: SetupStep): void {
  deps.inTx(() => {
    const before = setupStep(deps)
    deps.settings.set(setupProgress, { step })
    record(deps, actor, 'house.acts.setupStep', { step: before }, { step })
  })
}
