import { timingSafeEqual } from 'node:crypto'
import { DomainError } from '../../../shared/errors.ts'
import { type SetupView, setupProgress, setupToken, siteSettings } from '../../../shared/house.ts'
import type { Actor } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { SetupStep } from '../../platform/domain.ts'
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

type Placed = readonly [domain: string, SetupStep]

const own = (name: 'owner' | 'site' | 'modules' | 'mail' | 'content' | 'done'): Placed => [
  'house',
  { name, label: `house.page.setup.steps.${name}` },
]

/** Every step in its order; what the domains ask stands between the house's own questions. */
const allSteps = ({ catalog }: Deps): readonly Placed[] => [
  own('owner'),
  own('site'),
  own('modules'),
  ...catalog.setupSteps,
  own('mail'),
  own('content'),
  own('done'),
]

/**
 * The way through the wizard and where it stands: at `done` nothing is left to set up. Where the step that was reached
 * has left the way, it stands at the next one; where no domain knows it any more, behind the owner.
 */
export function setupView(deps: Deps): SetupView {
  const all = allSteps(deps)
  const reached = deps.settings.get(setupProgress).step
  const place = all.findIndex(([, { name }]) => name === reached)
  const isOnWay = ([domain]: Placed) => deps.domainOn(domain)
  const [, current] = all.slice(hasOwner(deps) ? Math.max(place, 1) : 0).find(isOnWay) ?? own('done')
  return { step: current.name, steps: all.filter(isOnWay).map(([, step]) => step) }
}

/**
 * Remembers how far the wizard came, so that it goes on there after a restart.
 * @throws {DomainError} INVALID where there is no such step
 */
export function reachStep(deps: Deps, actor: Actor, step: string): void {
  deps.inTx(() => {
    const before = setupView(deps)
    const labelOf = (name: string) => before.steps.find((known) => known.name === name)?.label
    if (labelOf(step) === undefined) throw new DomainError('INVALID', 'common.errors.INVALID')
    deps.settings.set(setupProgress, { step })
    record(deps, actor, 'house.acts.setupStep', { step: labelOf(before.step) }, { step: labelOf(step) })
  })
}
