import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm'
import { siteSettings } from '../../../shared/house.ts'
import { days, hours } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { mailLeaves } from '../../platform/mail/leaving.ts'
import { post } from '../../platform/mail/outbox.ts'
import { siteAddress } from '../../platform/site.ts'
import { type Addressee, addresseeOf } from '../accounts/addressee.ts'
import { kindOf, reaches, timingOf } from './choices.ts'
import { concerns } from './concerned.ts'
import { mailDigestJob, mailNoticeJob } from './jobs.ts'
import { lastDigest, quietUntil } from './local-time.ts'
import { digestMail, noticeMail } from './mails.ts'
import { stopAddress } from './stop.ts'
import { notice } from './tables.ts'
import { type Worded, wordingOf } from './wording.ts'

type NoticeRow = typeof notice.$inferSelect

/** More would make a mail that nobody reads. */
const longestDigest = 20

interface Reader extends Addressee {
  readonly email: string
}

/** Who is written to; null where nobody can be: mails that would lie about until a server is set tell old news. */
function readerOf(deps: Deps, accountId: number): Reader | null {
  const person = addresseeOf(deps, accountId)
  if (!person || person.email === null || !mailLeaves(deps)) return null
  return { ...person, email: person.email }
}

const around = (deps: Deps, { name }: Reader, stopLink: string) => ({
  name,
  siteName: deps.settings.get(siteSettings).name,
  choicesLink: `${siteAddress(deps)}/me/notices/choices`,
  stopLink,
})

const told = (deps: Deps, { title, text, link }: Worded) => ({ title, text, link: `${siteAddress(deps)}${link}` })

/** A notice in words, where it is to be mailed to this person at all. */
function wanted(deps: Deps, row: NoticeRow, { locale }: Reader): Worded | null {
  const { accountId, kind } = row
  const worded = wordingOf(deps, row, deps.words(locale))
  return worded && reaches(deps, accountId, worded.kind, 'mail') && concerns(deps, accountId, kind) ? worded : null
}

/** Whether the module of a notice is off: its mail waits, a week at most, after which it would tell old news. */
const rests = (deps: Deps, { kind, createdAt }: NoticeRow): boolean =>
  !kindOf(deps, kind) && deps.catalog.notices.has(kind) && createdAt > deps.clock.now() - days(7)

const mailLater = (deps: Deps, noticeId: number, delay: number): void =>
  deps.enqueueAgain(mailNoticeJob, { noticeId }, String(noticeId), delay)

/**
 * Mails one notice now, after the quiet hours, with the daily mail, or never: as its reader chose until this moment.
 * Handler of {@link mailNoticeJob}.
 */
export function mailNotice(deps: Deps, { noticeId }: { noticeId: number }): void {
  deps.inTx(() => {
    const row = deps.db.select().from(notice).where(eq(notice.id, noticeId)).get()
    if (row && rests(deps, row)) return mailLater(deps, noticeId, hours(1))
    const reader = row && readerOf(deps, row.accountId)
    const worded = row && reader && wanted(deps, row, reader)
    if (!worded || row.withheld || row.mailId !== null || isHeldBack(deps, row, worded, reader)) return
    const { id, accountId, kind } = row
    const envelope = around(deps, reader, stopAddress(deps, accountId, kind))
    const letter = noticeMail(deps.words(reader.locale), told(deps, worded), envelope)
    const mailId = post(deps, reader.email, letter)
    deps.db.update(notice).set({ mailId, inDigest: false }).where(eq(notice.id, id)).run()
  })
}

/** Whether a notice is not mailed now; what is to be mailed later is arranged. */
function isHeldBack(deps: Deps, row: NoticeRow, { kind }: Worded, { timeZone }: Reader): boolean {
  const { mail, quiet } = timingOf(deps, row.accountId)
  if (mail === 'never') return true
  if (kind.urgent) return false
  if (row.readAt !== null) return true
  if (mail === 'digest') {
    deps.db.update(notice).set({ inDigest: true }).where(eq(notice.id, row.id)).run()
    return true
  }
  const now = deps.clock.now()
  const until = quietUntil(now, timeZone, quiet)
  if (until === null) return false
  mailLater(deps, row.id, until - now)
  return true
}

/**
 * Enqueues the daily mails that are due: one for each person and date, the person's own. One that comes late into quiet
 * hours is found again after them. Handler of `planDigestsJob`.
 */
export function planDigests(deps: Deps): void {
  const waiting = deps.db
    .selectDistinct({ accountId: notice.accountId })
    .from(notice)
    .where(eq(notice.inDigest, true))
    .all()
  for (const { accountId } of waiting) {
    const person = addresseeOf(deps, accountId)
    const { mail, digestAt, quiet } = timingOf(deps, accountId)
    const now = deps.clock.now()
    if (!person || mail !== 'digest' || quietUntil(now, person.timeZone, quiet) !== null) continue
    const { date, at } = lastDigest(now, person.timeZone, digestAt)
    const some = deps.db.select({ id: notice.id }).from(notice).where(inDigestUntil(accountId, at)).limit(1)
    if (!some.get()) continue
    deps.enqueue(mailDigestJob, { accountId, until: at }, `${accountId}:${date}`)
  }
}

const inDigestUntil = (accountId: number, until: number) =>
  and(eq(notice.accountId, accountId), eq(notice.inDigest, true), isNull(notice.readAt), lte(notice.createdAt, until))

/** Sends a person's daily mail, where anything of it is still unread. Handler of {@link mailDigestJob}. */
export function mailDigest(deps: Deps, { accountId, until }: { accountId: number; until: number }): void {
  deps.inTx(() => {
    const reader = readerOf(deps, accountId)
    if (!reader || timingOf(deps, accountId).mail !== 'digest') return
    const waiting = deps.db.select().from(notice).where(inDigestUntil(accountId, until)).orderBy(asc(notice.id)).all()
    const rows = waiting.filter((row) => !rests(deps, row))
    const told = rows.flatMap((row) => {
      const worded = wanted(deps, row, reader)
      return worded ? [{ id: row.id, worded }] : []
    })
    const letter = digestLetter(
      deps,
      accountId,
      reader,
      told.map(({ worded }) => worded),
    )
    leaveDigest(deps, rows, null)
    if (told.length > 0) leaveDigest(deps, told, post(deps, reader.email, letter))
  })
}

function leaveDigest(deps: Deps, rows: readonly { readonly id: number }[], mailId: number | null): void {
  const ids = rows.map(({ id }) => id)
  deps.db.update(notice).set({ inDigest: false, mailId }).where(inArray(notice.id, ids)).run()
}

function digestLetter(deps: Deps, accountId: number, reader: Reader, worded: readonly Worded[]) {
  const shown = worded.slice(0, longestDigest).map((one) => told(deps, one))
  const envelope = around(deps, reader, stopAddress(deps, accountId, null))
  const list = `${siteAddress(deps)}/me/notices`
  return digestMail(deps.words(reader.locale), shown, worded.length - shown.length, list, envelope)
}
