import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm'
import { siteSettings } from '../../../shared/house.ts'
import { mailServer } from '../../../shared/mail.ts'
import type { Deps } from '../../platform/deps.ts'
import { post } from '../../platform/mail/outbox.ts'
import { siteAddress } from '../../platform/site.ts'
import { type Addressee, addresseeOf } from '../accounts/addressee.ts'
import { reaches, timingOf } from './choices.ts'
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
  if (!person || person.email === null || deps.settings.get(mailServer).host === '') return null
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
  const worded = wordingOf(deps, row, deps.words(locale))
  return worded && reaches(deps, row.accountId, worded.kind, 'mail') ? worded : null
}

/**
 * Mails one notice now, after the quiet hours, with the daily mail, or never: as its reader chose until this moment.
 * Handler of {@link mailNoticeJob}.
 */
export function mailNotice(deps: Deps, { noticeId }: { noticeId: number }): void {
  deps.inTx(() => {
    const row = deps.db.select().from(notice).where(eq(notice.id, noticeId)).get()
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
  deps.enqueue(mailNoticeJob, { noticeId: row.id }, `${row.id} ${until}`, until - now)
  return true
}

/**
 * Enqueues the daily mails that are due: one for each person and date, the person's own. Handler of `planDigestsJob`.
 */
export function planDigests(deps: Deps): void {
  const waiting = deps.db
    .selectDistinct({ accountId: notice.accountId })
    .from(notice)
    .where(eq(notice.inDigest, true))
    .all()
  for (const { accountId } of waiting) {
    const person = addresseeOf(deps, accountId)
    const { mail, digestAt } = timingOf(deps, accountId)
    if (!person || mail !== 'digest') continue
    const { date, at } = lastDigest(deps.clock.now(), person.timeZone, digestAt)
    if (digestRows(deps, accountId, at).length === 0) continue
    deps.enqueue(mailDigestJob, { accountId, until: at }, `${accountId}:${date}`)
  }
}

const digestRows = (deps: Deps, accountId: number, until: number): NoticeRow[] =>
  deps.db
    .select()
    .from(notice)
    .where(
      and(
        eq(notice.accountId, accountId),
        eq(notice.inDigest, true),
        isNull(notice.readAt),
        lte(notice.createdAt, until),
      ),
    )
    .orderBy(asc(notice.id))
    .all()

/** Sends a person's daily mail, where anything of it is still unread. Handler of {@link mailDigestJob}. */
export function mailDigest(deps: Deps, { accountId, until }: { accountId: number; until: number }): void {
  deps.inTx(() => {
    const reader = readerOf(deps, accountId)
    if (!reader || timingOf(deps, accountId).mail !== 'digest') return
    const rows = digestRows(deps, accountId, until)
    const told = rows.flatMap((row) => wanted(deps, row, reader) ?? [])
    const mailId = told.length === 0 ? null : post(deps, reader.email, digestLetter(deps, accountId, reader, told))
    const ids = rows.map(({ id }) => id)
    deps.db.update(notice).set({ inDigest: false, mailId }).where(inArray(notice.id, ids)).run()
  })
}

function digestLetter(deps: Deps, accountId: number, reader: Reader, worded: readonly Worded[]) {
  const shown = worded.slice(0, longestDigest).map((one) => told(deps, one))
  const envelope = around(deps, reader, stopAddress(deps, accountId, null))
  const list = `${siteAddress(deps)}/me/notices`
  return digestMail(deps.words(reader.locale), shown, worded.length - shown.length, list, envelope)
}
