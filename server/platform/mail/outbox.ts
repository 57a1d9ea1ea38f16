import { and, desc, eq, isNull, lt } from 'drizzle-orm'
import * as z from 'zod/mini'
import { defineJob } from '../../../shared/definitions.ts'
import { DomainError } from '../../../shared/errors.ts'
import { mailServer } from '../../../shared/mail.ts'
import { countRows } from '../db/count.ts'
import type { Deps } from '../deps.ts'
import { PermanentFailure } from '../jobs/worker.ts'
import { type Letter, MailRefused } from './mailer.ts'
import { mail } from './tables.ts'

export type MailRow = typeof mail.$inferSelect

export const sendMail = defineJob('house.send-mail', z.object({ mailId: z.number() }), { lane: 'mail', attempts: 12 })

/**
 * Writes a mail in the caller's transaction; it leaves after the commit, or waits in "Courrier" while no mail
 * server is set. Returns its id.
 * @throws {DomainError} INVALID where recipient or subject would break out of its header line.
 */
export function post(deps: Deps, recipient: string, letter: Letter): number {
  if (/[\r\n]/.test(recipient) || /[\r\n]/.test(letter.subject)) {
    throw new DomainError('INVALID', 'common.errors.oneLine')
  }
  return deps.inTx(() => {
    const written = deps.db
      .insert(mail)
      .values({ recipient, ...letter, createdAt: deps.clock.now() })
      .returning({ id: mail.id })
      .get()
    deps.enqueue(sendMail, { mailId: written.id }, String(written.id))
    return written.id
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

/** Sends one waiting mail; without a mail server it goes on waiting. Handler of {@link sendMail}. */
export async function deliver(deps: Deps, { mailId }: { mailId: number }): Promise<void> {
  const row = deps.db.select().from(mail).where(eq(mail.id, mailId)).get()
  const server = deps.settings.get(mailServer)
  if (!row || row.sentAt !== null || server.host === '') return
  try {
    await deps.mailer.send(server, { ...row, messageId: messageIdOf(row, server.fromAddress) })
    deps.db.update(mail).set({ sentAt: deps.clock.now(), failedAt: null, error: null }).where(eq(mail.id, mailId)).run()
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    const failedAt = error instanceof MailRefused ? deps.clock.now() : null
    deps.db.update(mail).set({ error: text, failedAt }).where(eq(mail.id, mailId)).run()
    throw error instanceof MailRefused ? new PermanentFailure(text, { cause: error }) : error
  }
}

/** Enqueues every mail that waits; called when a mail server was set and for a mail that is tried again by hand. */
export function sendWaiting(deps: Deps): void {
  deps.inTx(() => {
    const waiting = deps.db.select({ id: mail.id }).from(mail).where(isNull(mail.sentAt)).all()
    for (const { id } of waiting) deps.enqueueAgain(sendMail, { mailId: id }, String(id))
    deps.db.update(mail).set({ failedAt: null }).where(isNull(mail.sentAt)).run()
  })
}

/** A page of mails, newest first, older than the mail `before` where one is given. */
export function mailPage(deps: Deps, before: number | null, limit: number): MailRow[] {
  const older = before === null ? undefined : lt(mail.id, before)
  return deps.db.select().from(mail).where(older).orderBy(desc(mail.id)).limit(limit).all()
}

/** One mail with its words. */
export function mailById(deps: Deps, id: number): MailRow | null {
  return deps.db.select().from(mail).where(eq(mail.id, id)).get() ?? null
}

/** How many mails wait for a mail server or for another try. */
export function waitingMails(deps: Deps): number {
  return countRows(deps.db, mail, and(isNull(mail.sentAt), isNull(mail.failedAt)))
}
