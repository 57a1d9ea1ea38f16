import type { CoupleChange, CoupleView, Visibility } from '../../../shared/couple.ts'
import { coupleChanged, coupleHome, coupleRoomId } from '../../../shared/couple-live.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Actor } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import { isoInstant } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { tokenHash } from '../../platform/http/actor.ts'
import { siteAddress } from '../../platform/site.ts'
import { attach, attached } from '../media/media.ts'
import { isPartner, otherChanged, partnerAccounts, partnerViews } from './partners.ts'
import { type Partner, requireView } from './policy.ts'
import { coupleId, linkHash, linkToken, readCouple, todayOf, writeCouple, zoneOf } from './row.ts'

/** The use of the couple's one photograph. */
export const photoUse = 'couple.photo'

/** The couple's home is to be read again. */
export const tellOfCouple = (deps: Deps): void =>
  deps.publish(coupleChanged, coupleHome, coupleRoomId, { what: 'couple', id: coupleId })

/** The couple's home. Throws {@link DomainError} NOT_FOUND where it is closed to the actor. */
export function viewCouple(deps: Deps, actor: Actor): CoupleView {
  requireView(deps, actor)
  const room = deps.live.state(coupleHome.name, coupleRoomId)
  const { startDate, startTime, homeMessage, introText, visibility, revision, changedBy } = readCouple(deps)
  return {
    ...{ startDate, startTime, homeMessage, introText, visibility, revision },
    timeZone: zoneOf(deps),
    photo: attached(deps, photoUse, [coupleId]).get(coupleId)?.[0] ?? null,
    partners: partnerViews(deps),
    changedBy: otherChanged(deps, actor, changedBy),
    mayEdit: isPartner(deps, actor),
    now: isoInstant(deps.clock.now()),
    today: todayOf(deps),
    room,
  }
}

/**
 * Changes start, words or photograph; what `change` does not name stays.
 * @param revision the one that was read; null overwrites whatever is there
 * @throws {DomainError} CONFLICT where it was changed in between, NOT_FOUND for a photograph that is not the actor's
 */
export function changeCouple(deps: Deps, by: Partner, change: CoupleChange, revision: number | null): void {
  deps.inTx(() => {
    refuseChanged(deps, revision)
    const { photo, ...columns } = change
    if (photo !== undefined) attach(deps, by, photoUse, coupleId, photo ? [photo] : [], partnerAccounts(deps))
    const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
    writeCouple(deps, { ...given, changedBy: by.account.id })
    tellOfCouple(deps)
  })
}

/** @throws {DomainError} CONFLICT */
function refuseChanged(deps: Deps, revision: number | null): void {
  if (revision === null || revision === readCouple(deps).revision) return
  throw new DomainError('CONFLICT', 'coupleEditor.errors.coupleChanged')
}

/**
 * Opens or closes the couple's pages; whoever listens and may no longer is sent away.
 * @param revision the one that was read; null overwrites whatever is there
 * @throws {DomainError} CONFLICT where it was changed in between
 */
export function changeVisibility(deps: Deps, by: Partner, visibility: Visibility, revision: number | null): void {
  deps.inTx(() => {
    refuseChanged(deps, revision)
    const before = readCouple(deps).visibility
    writeCouple(deps, { visibility, changedBy: by.account.id })
    record(deps, by, 'coupleEditor.acts.visibilityChanged', { visibility: before }, { visibility })
    reopen(deps)
  })
}

function reopen(deps: Deps): void {
  tellOfCouple(deps)
  deps.onCommit(() => deps.live.reopen(coupleHome, coupleRoomId))
}

/** The address that opens the couple's pages while their visibility is `link`. */
export const linkAddress = (deps: Deps, _by: Partner): string => `${siteAddress(deps)}/couple/l/${linkToken(deps)}`

/** Makes another link; the former one opens nothing any more. */
export function renewLink(deps: Deps, by: Partner): string {
  return deps.inTx(() => {
    writeCouple(deps, { linkNumber: readCouple(deps).linkNumber + 1, changedBy: by.account.id })
    record(deps, by, 'coupleEditor.acts.linkRenewed')
    reopen(deps)
    return linkAddress(deps, by)
  })
}

/** Whether this token opens the couple's pages now. */
export const opensByLink = (deps: Deps, token: string): boolean =>
  readCouple(deps).visibility === 'link' && tokenHash(token) === linkHash(deps)
