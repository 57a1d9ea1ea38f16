import { and, count, desc, eq, gt, isNotNull, isNull, lt, max, min, or } from 'drizzle-orm'
import * as z from 'zod/mini'
import { defineJob } from '../../../shared/definitions.ts'
import { DomainError } from '../../../shared/errors.ts'
import { mailServer, secretLinkPlace } from '../../../shared/mail.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import { days, minutes } from '../clock.ts'
import { countRows } from '../db/count.ts'
import type { Deps } from '../deps.ts'
import { farOff } from '../jobs/queue.ts'
import { withLink } from './layout.ts'
import { type Letter, MailRefused } from './mailer.ts'
import { mail } from './tables.ts'

export type MailRow = typeof mail.$inferSelect

/** What a list of mails shows: not the words, which may be long. */
const listed = {
  id: mail.id,
  recipient: mail.recipient,
  subject: mail.subject,
  createdAt: mail.createdAt,
  sentAt: mail.sentAt,
  failedAt: mail.failedAt,
  error: mail.error,
}

export type ListedMail = Pick<MailRow, keyof typeof listed>

/** How long sent and refused mails can be read. */
const kept = { sent: days(90), refused: days(30) } as const

/** Its tries, an hour apart at last, go on for five days. */
export const sendMail = defineJob('house.send-mail', z.object({ mailId: z.number() }), { lane: 'mail', attempts: 130 })

const waits = and(isNull(mail.sentAt), isNull(mail.failedAt))

/** Binds a sealed link to its mail and its reader. */
const sealOf = (mailId: number, recipient: string): string => `mail ${mailId} ${recipient}`

/**
 * Writes a mail in the caller's transaction; it leaves after the commit, or waits in "Courrier" while no mail
 * server is set. A secret link is stored sealed, apart from the words. Returns its id.
 * @throws {DomainError} INVALID where recipient, subject or a header would break out of its line.
 */
export function post(deps: Deps, recipient: string, letter: Letter): number {
  const { secretLink, headers = {}, ...words } = letter
  const lines = [recipient, letter.subject, ...Object.entries(headers).flat()]
  if (lines.some((line) => /[\r\n]/.test(line))) throw new DomainError('INVALID', 'common.errors.oneLine')
  return deps.inTx(() => {
    const written = { recipient, ...words, headers: JSON.stringify(headers), createdAt: deps.clock.now() }
    const { id } = deps.db.insert(mail).values(written).returning({ id: mail.id }).get()
    if (secretLink !== undefined) {
      const sealed = deps.seal(sealOf(id, recipient), secretLink)
      deps.db.update(mail).set({ secretLink: sealed }).where(eq(mail.id, id)).run()
    }
    deps.enqueue(sendMail, { mailId: id }, String(id))
    return id
  })
}

/** Takes back a mail that has not left yet: what it offers is over. */
export function takeBack(deps: Deps, mailId: number): void {
  deps.db
    .delete(mail)
    .where(and(eq(mail.id, mailId), isNull(mail.sentAt)))
    .run()
}

const messageIdOf = (row: MailRow, fromAddress: string): string =>
  `<mail-${row.id}-${row.createdAt}@${fromAddress.split('@')[1] ?? 'localhost'}>`

const headersOf = ({ headers }: MailRow) => JSON.parse(headers ?? '{}') as Record<string, string>

/** Throws {@link MailRefused} where the key of the house or the row is another one than when it was written. */
function secretLinkOf(deps: Deps, { id, recipient, secretLink }: MailRow): string {
  if (secretLink === null) return ''
  try {
    return deps.unseal(sealOf(id, recipient), secretLink)
  } catch {
    throw new MailRefused('house.mail.errors.linkLost' satisfies MessageKey)
  }
}

/** What a mail server answered, which may quote the mail: neither the log nor "Courrier" learns its link from that. */
function withoutLink(answer: string, link: string): string {
  const [token = link] = /[^/=]+$/.exec(link) ?? []
  return link === '' ? answer : answer.replaceAll(link, secretLinkPlace).replaceAll(token, secretLinkPlace)
}

/**
 * Sends one waiting mail; without a mail server it goes on waiting. Its secret link is put in on the way and forgotten
 * once the server took it. Handler of {@link sendMail}.
 */
export async function deliver(deps: Deps, { mailId }: { mailId: number }): Promise<void> {
  const row = mailById(deps, mailId)
  const server = deps.settings.get(mailServer)
  if (!row || row.sentAt !== null || server.host === '') return
  const mark = (change: Partial<MailRow>) => deps.db.update(mail).set(change).where(eq(mail.id, mailId)).run()
  let link = ''
  try {
    link = secretLinkOf(deps, row)
    const { recipient, subject } = row
    const { html, text } = link === '' ? row : withLink(row, link)
    const messageId = messageIdOf(row, server.fromAddress)
    await deps.mailer.send(server, { recipient, subject, html, text, messageId, headers: headersOf(row) })
    mark({ sentAt: deps.clock.now(), failedAt: null, error: null, secretLink: null })
  } catch (error) {
    const text = withoutLink(error instanceof Error ? error.message : String(error), link)
    const refused = error instanceof MailRefused
    mark({ error: text, failedAt: refused ? deps.clock.now() : null })
    if (!refused) throw new Error(text, link === '' ? { cause: error } : {})
    deps.log.warn({ mailId, answer: text }, 'A mail was refused for good')
    return
  }
  hastenWaiting(deps)
}

/** A mail that no try could send waits no more. What {@link sendMail} does after its last try. */
export function giveMailUp(deps: Deps, { mailId }: { mailId: number }): void {
  deps.db
    .update(mail)
    .set({ failedAt: deps.clock.now() })
    .where(and(eq(mail.id, mailId), isNull(mail.sentAt)))
    .run()
}

/**
 * A server that takes mail is given at once what would be tried only later. A mail that fails all the same is far off
 * again after several tries, minutes later; one that failed for days is left to its own pace, so that its tries end.
 */
export function hastenWaiting(deps: Deps): void {
  const { clock, db } = deps
  const young = gt(mail.createdAt, clock.now() - days(5))
  deps.inTx(() => {
    const failing = and(waits, isNotNull(mail.error), young)
    const waiting = db.select({ id: mail.id }).from(mail).where(failing).all()
    if (waiting.length === 0) return
    const far = farOff(db, sendMail, clock.now() + minutes(5))
    for (const { id } of waiting) if (far.has(String(id))) deps.enqueueAgain(sendMail, { mailId: id }, String(id))
  })
}

/** Enqueues every mail that waits, for a mail server that was set. */
export function sendWaiting(deps: Deps): void {
  deps.inTx(() => {
    const waiting = deps.db.select({ id: mail.id }).from(mail).where(waits).all()
    for (const { id } of waiting) deps.enqueueAgain(sendMail, { mailId: id }, String(id))
  })
}

/** Enqueues every mail that has not left, refused ones too, for somebody who tries again by hand. */
export function sendUnsent(deps: Deps): void {
  deps.inTx(() => {
    deps.db.update(mail).set({ failedAt: null }).where(isNull(mail.sentAt)).run()
    sendWaiting(deps)
  })
}

/** Forgets mails that left or were refused long ago; what waits is kept. */
export function sweepMails(deps: Deps): void {
  const now = deps.clock.now()
  const refused = and(isNull(mail.sentAt), lt(mail.failedAt, now - kept.refused))
  deps.db
    .delete(mail)
    .where(or(lt(mail.sentAt, now - kept.sent), refused))
    .run()
}

/** A page of mails, newest first, older than the mail `before` where one is given. */
export function mailPage(deps: Deps, before: number | null, limit: number): ListedMail[] {
  const older = before === null ? undefined : lt(mail.id, before)
  return deps.db.select(listed).from(mail).where(older).orderBy(desc(mail.id)).limit(limit).all()
}

/** One mail with its words. */
export function mailById(deps: Deps, id: number): MailRow | null {
  return deps.db.select().from(mail).where(eq(mail.id, id)).get() ?? null
}

/** How many mails wait for a mail server or for another try. */
export function waitingMails(deps: Deps): number {
  return countRows(deps.db, mail, waits)
}

/** How mail leaves. Instants are milliseconds since the epoch. */
export interface MailTraffic {
  /** When the oldest mail was written that a server did not take yet, though it was tried; null where none waits so. */
  readonly stuckSince: number | null
  readonly stuck: number
  /** Mails of the last seven days that were refused for good. */
  readonly refused: number
  readonly sentAt: number | null
}

/** How mail leaves. */
export function mailTraffic(deps: Deps): MailTraffic {
  const tried = and(waits, isNotNull(mail.error))
  const lately = gt(mail.failedAt, deps.clock.now() - days(7))
  const [stuck] = deps.db
    .select({ since: min(mail.createdAt), count: count() })
    .from(mail)
    .where(tried)
    .all()
  const sent = deps.db
    .select({ at: max(mail.sentAt) })
    .from(mail)
    .get()
  return {
    stuckSince: stuck?.since ?? null,
    stuck: stuck?.count ?? 0,
    refused: countRows(deps.db, mail, and(isNull(mail.sentAt), lately)),
    sentAt: sent?.at ?? null,
  }
}
