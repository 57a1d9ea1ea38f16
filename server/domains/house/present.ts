import type { AuditEntry } from '../../../shared/audit.ts'
import type { DeadJob } from '../../../shared/house.ts'
import type { MailContent, MailView } from '../../../shared/mail.ts'
import type { AuditRow } from '../../platform/audit/reading.ts'
import { isoInstant } from '../../platform/clock.ts'
import type { JobRow } from '../../platform/jobs/queue.ts'
import type { ListedMail, MailRow } from '../../platform/mail/outbox.ts'

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json))

export const presentAudit = (row: AuditRow): AuditEntry => ({
  id: row.id,
  at: isoInstant(row.at),
  who: row.who,
  address: row.address,
  act: row.act,
  before: parsed(row.before),
  after: parsed(row.after),
})

export const presentMail = (row: ListedMail): MailView => ({
  id: row.id,
  recipient: row.recipient,
  subject: row.subject,
  createdAt: isoInstant(row.createdAt),
  state: row.sentAt !== null ? 'sent' : row.failedAt !== null ? 'failed' : 'waiting',
  sentAt: row.sentAt === null ? null : isoInstant(row.sentAt),
  error: row.error,
})

export const presentMailContent = (row: MailRow): MailContent => ({
  ...presentMail(row),
  html: row.html,
  text: row.text,
})

export const presentDeadJob = (row: JobRow): DeadJob => ({
  id: row.id,
  name: row.name,
  error: row.error ?? '',
  deadAt: isoInstant(row.deadAt ?? 0),
})
