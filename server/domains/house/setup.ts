import { timingSafeEqual } from 'node:crypto'
import { DomainError } from '../../../shared/errors.ts'
import { type SetupStep, setupProgress, setupToken, siteSettings } from '../../../shared/house.ts'
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
  given: string,
  owner: NewAccount,
  from: { address: string; userAgent: string; origin: string },
): Promise<OpenedSession> {
  checkSetupToken(deps, given)
  const accountId = await createOwner(deps, owner)
  return deps.inTx(() => {
    const site = deps.settings.get(siteSettings)
    const { locale: language, timeZone } = owner
    deps.settings.set(siteSettings, { ...site, language, timeZone, address: from.origin })
    deps.settings.forget(setupToken)
    reachStep(deps, 'site')
    return openSession(deps, accountId, { kind: 'browser', remember: true, ...from })
  })
}

export const setupStep = (deps: Deps): SetupStep => (hasOwner(deps) ? deps.settings.get(setupProgress).step : 'owner')

/** Remembers how far the wizard came, so that it goes on there after a restart. */
export function reachStep(deps: Deps, step: SetupStep): void {
  deps.settings.set(setupProgress, { step })
}
