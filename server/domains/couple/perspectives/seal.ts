import { and, eq, inArray } from 'drizzle-orm'
import { coupleChanged, coupleHome, couplePartner, coupleRoomId } from '../../../../shared/couple-live.ts'
import { DomainError } from '../../../../shared/errors.ts'
import type { Deps } from '../../../platform/deps.ts'
import { tellOtherOfOpening } from '../notices.ts'
import { partnerAccounts } from '../partners.ts'
import type { Authorized, Partner } from '../policy.ts'
import { perspective } from '../tables.ts'
import { type SubjectRow, subjectOf } from './policy.ts'
import { perspectiveSubject } from './tables.ts'

/** A sealed subject is between the two: nobody else learns that something happens to it. */
export function tellOfSubject(deps: Deps, id: number): void {
  const what = { what: 'subject', id } as const
  if (subjectOf(deps, id)?.sealed === false) deps.publish(coupleChanged, coupleHome, coupleRoomId, what)
  else for (const account of partnerAccounts(deps)) deps.publish(coupleChanged, couplePartner, String(account), what)
}

/** Whether both places are taken, and whoever holds them has written. */
function haveBothWritten(deps: Deps, subjectId: number): boolean {
  const two = partnerAccounts(deps)
  const written = deps.db
    .select({ id: perspective.id })
    .from(perspective)
    .where(and(eq(perspective.subjectId, subjectId), inArray(perspective.author, two)))
    .all()
  return two.length === 2 && written.length === 2
}

/** Opens or closes what the two wrote. The words of somebody who has left stay as they are: nobody asked them. */
function setSealed(deps: Deps, id: number, sealed: boolean, openedAt: number | null): void {
  const row = subjectOf(deps, id)
  deps.db
    .update(perspectiveSubject)
    .set({ sealed, openedAt, openingAskedBy: null, revision: (row?.revision ?? 0) + 1 })
    .where(eq(perspectiveSubject.id, id))
    .run()
  deps.db
    .update(perspective)
    .set({ sealed })
    .where(and(eq(perspective.subjectId, id), inArray(perspective.author, partnerAccounts(deps))))
    .run()
}

/** Opens a sealed subject for good as soon as both have written, in the transaction of the second text. */
export function openOnceBothWrote(deps: Deps, by: Partner, { id, title, sealed }: SubjectRow): void {
  if (!sealed || !haveBothWritten(deps, id)) return
  setSealed(deps, id, false, deps.clock.now())
  tellOtherOfOpening(deps, by, { id, title })
}

/**
 * Closes the words of both until both have written.
 * @throws {DomainError} CONFLICT where both have written already, or it was open for that reason before
 */
export function sealSubject(deps: Deps, _by: Partner, { id, openedAt }: Authorized<SubjectRow>): void {
  deps.inTx(() => {
    if (openedAt !== null || haveBothWritten(deps, id)) {
      throw new DomainError('CONFLICT', 'coupleStory.errors.sealTooLate')
    }
    // Whoever has it before their eyes loses it from them.
    tellOfSubject(deps, id)
    setSealed(deps, id, true, null)
    tellOfSubject(deps, id)
  })
}

/** Whether the other of the two has sealed words under it, which this partner alone must not open. */
function isOtherSealed(deps: Deps, by: Partner, subjectId: number): boolean {
  const others = partnerAccounts(deps).filter((account) => account !== by.account.id)
  const sealed = and(eq(perspective.sealed, true), inArray(perspective.author, others))
  return (
    deps.db
      .select({ id: perspective.id })
      .from(perspective)
      .where(and(eq(perspective.subjectId, subjectId), sealed))
      .get() !== undefined
  )
}

/**
 * Opens a sealed subject where this partner's own words alone would be shown, or both have written; otherwise asks the
 * other, who opens it by the same act.
 * @returns whether it is open now
 */
export function unsealSubject(deps: Deps, by: Partner, { id, sealed }: Authorized<SubjectRow>): boolean {
  if (!sealed) return true
  return deps.inTx(() => {
    const both = haveBothWritten(deps, id)
    const isOpen = both || !isOtherSealed(deps, by, id)
    if (isOpen) setSealed(deps, id, false, both ? deps.clock.now() : null)
    else setAsked(deps, id, by.account.id)
    tellOfSubject(deps, id)
    return isOpen
  })
}

/** Takes the question back, or answers no: it stays sealed. */
export function keepSealed(deps: Deps, _by: Partner, { id }: Authorized<SubjectRow>): void {
  deps.inTx(() => {
    setAsked(deps, id, null)
    tellOfSubject(deps, id)
  })
}

const setAsked = (deps: Deps, id: number, openingAskedBy: number | null): void => {
  deps.db.update(perspectiveSubject).set({ openingAskedBy }).where(eq(perspectiveSubject.id, id)).run()
}
