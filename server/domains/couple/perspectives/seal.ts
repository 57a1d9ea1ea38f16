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

/** What whoever holds the two places now wrote under a subject. */
const wordsOfTwo = (deps: Deps, subjectId: number) =>
  deps.db
    .select({ author: perspective.author, sealed: perspective.sealed, sealedFor: perspective.sealedFor })
    .from(perspective)
    .where(and(eq(perspective.subjectId, subjectId), inArray(perspective.author, partnerAccounts(deps))))
    .all()

type Words = ReturnType<typeof wordsOfTwo>[number]

/** Whether both places are taken, and whoever holds them has written. */
const haveBothWritten = (words: readonly Words[]): boolean => words.length === 2

/** Who has the other place; null where it is empty. */
export const otherPartner = (deps: Deps, accountId: number): number | null =>
  partnerAccounts(deps).find((account) => account !== accountId) ?? null

/** Whether words are open, or were sealed for nobody else than whoever has the other place now. */
const isMeantForOther = (deps: Deps, { author, sealed, sealedFor }: Words): boolean =>
  !sealed || sealedFor === null || sealedFor === otherPartner(deps, author ?? 0)

/** Opens or closes what the two wrote. The words of somebody who has left stay as they are: nobody asked them. */
function setSealed(deps: Deps, id: number, sealed: boolean, openedAt: number | null): void {
  const row = subjectOf(deps, id)
  deps.db
    .update(perspectiveSubject)
    .set({ sealed, openedAt, openingAskedBy: null, revision: (row?.revision ?? 0) + 1 })
    .where(eq(perspectiveSubject.id, id))
    .run()
  for (const author of partnerAccounts(deps)) {
    // What is sealed already stays sealed for whom it was.
    const others = and(eq(perspective.author, author), eq(perspective.sealed, !sealed))
    deps.db
      .update(perspective)
      .set({ sealed, sealedFor: sealed ? otherPartner(deps, author) : null })
      .where(and(eq(perspective.subjectId, id), others))
      .run()
  }
}

/**
 * Opens a sealed subject for good as soon as both have written, in the transaction of the second text. What one of them
 * wrote for somebody who had the other place before stays closed until its author opens it.
 */
export function openOnceBothWrote(deps: Deps, by: Partner, { id, title, sealed }: SubjectRow): void {
  const words = wordsOfTwo(deps, id)
  if (!sealed || !haveBothWritten(words) || !words.every((one) => isMeantForOther(deps, one))) return
  setSealed(deps, id, false, deps.clock.now())
  tellOtherOfOpening(deps, by, { id, title })
}

/**
 * Closes the words of both until both have written.
 * @throws {DomainError} CONFLICT where both have written already, or it was open for that reason before
 */
export function sealSubject(deps: Deps, _by: Partner, { id, openedAt }: Authorized<SubjectRow>): void {
  deps.inTx(() => {
    if (openedAt !== null || haveBothWritten(wordsOfTwo(deps, id))) {
      throw new DomainError('CONFLICT', 'coupleStory.errors.sealTooLate')
    }
    // Whoever has it before their eyes loses it from them.
    tellOfSubject(deps, id)
    setSealed(deps, id, true, null)
    tellOfSubject(deps, id)
  })
}

/**
 * Opens a sealed subject where this partner's own words alone would be shown, or both have written for each other;
 * otherwise asks the other, who opens it by the same act.
 * @returns whether it is open now
 */
export function unsealSubject(deps: Deps, by: Partner, subject: Authorized<SubjectRow>): boolean {
  const { id, sealed, openingAskedBy } = subject
  if (!sealed) return true
  return deps.inTx(() => {
    const words = wordsOfTwo(deps, id)
    const both = haveBothWritten(words)
    const theirs = words.find(({ author, sealed }) => sealed && author !== by.account.id)
    const wasAsked = openingAskedBy !== null && openingAskedBy === otherPartner(deps, by.account.id)
    const isOpen = theirs === undefined || wasAsked || (both && isMeantForOther(deps, theirs))
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
