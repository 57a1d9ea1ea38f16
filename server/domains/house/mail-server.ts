import type * as z from 'zod/mini'
import { DomainError } from '../../../shared/errors.ts'
import { siteSettings } from '../../../shared/house.ts'
import { mailServer } from '../../../shared/mail.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import { isForbiddenHost } from '../../platform/forbidden-hosts.ts'
import { layOut } from '../../platform/mail/layout.ts'
import { MailRefused } from '../../platform/mail/mailer.ts'
import { hastenWaiting } from '../../platform/mail/outbox.ts'

type Server = z.infer<typeof mailServer.schema>

const keyByFailure: Readonly<Record<string, MessageKey>> = {
  EDNS: 'house.mail.errors.unknownHost',
  ENOTFOUND: 'house.mail.errors.unknownHost',
  ECONNECTION: 'house.mail.errors.unreachable',
  ECONNREFUSED: 'house.mail.errors.unreachable',
  ESOCKET: 'house.mail.errors.unreachable',
  ETIMEDOUT: 'house.mail.errors.timedOut',
  ETLS: 'house.mail.errors.tls',
  EAUTH: 'house.mail.errors.signIn',
  EENVELOPE: 'house.mail.errors.refused',
}

/** OpenSSL's codes for a handshake with a server that speaks no TLS or shows a bad certificate. */
const isTlsFailure = (error: Error): boolean =>
  /certificate|SSL|TLS|wrong version number|self-signed/i.test(error.message)

function failureOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  if (!(error instanceof Error)) return new DomainError('UNAVAILABLE', 'house.mail.errors.other', { answer: '' })
  const cause = error instanceof MailRefused && error.cause instanceof Error ? error.cause : error
  const { code = '' } = cause as NodeJS.ErrnoException
  const key = isTlsFailure(cause) ? 'house.mail.errors.tls' : (keyByFailure[code] ?? 'house.mail.errors.other')
  return new DomainError('UNAVAILABLE', key, { answer: cause.message.slice(0, 300) })
}

const refusedField = (field: keyof Server & string, key: MessageKey) =>
  new DomainError('INVALID', key, {}, [{ path: [field], key }])

/** Throws {@link DomainError} INVALID for a server at a forbidden address, and for one without a sender. */
export function refuseUnusable({ host, fromAddress }: Server): void {
  if (host === '') return
  if (isForbiddenHost(host)) throw refusedField('host', 'house.mail.errors.forbiddenHost')
  if (fromAddress === '') throw refusedField('fromAddress', 'house.mail.errors.fromMissing')
}

/** Whether mail leaves by the same way: what failed by one may succeed by another. */
export const isSameWay = (one: Server, other: Server): boolean =>
  [...mailServer.boundTo, ...mailServer.secrets].every((field) => one[field as never] === other[field as never])

/**
 * Sends a mail through a server that is not stored yet, or says what is wrong with it. An empty password stands
 * for the stored one, as long as the server and the user stay the same.
 * @throws {DomainError} UNAVAILABLE with the reason in words, INVALID as {@link refuseUnusable}
 */
export async function testMailServer(deps: Deps, actor: SignedIn, given: Server, recipient: string): Promise<void> {
  refuseUnusable(given)
  const server = deps.settings.completed(mailServer, given)
  // Before it is sent: a server that refuses it has seen name and password all the same.
  record(deps, actor, 'house.acts.mailTested', undefined, { host: server.host, recipient })
  const words = deps.words(actor.locale)
  const siteName = deps.settings.get(siteSettings).name
  const letter = layOut({
    subject: words('house.mail.test.subject', { siteName }),
    paragraphs: [words('house.mail.test.body', { siteName })],
    footer: siteName,
  })
  try {
    const messageId = `<test-${deps.clock.now()}@${given.fromAddress.split('@')[1] ?? 'localhost'}>`
    await deps.mailer.send(server, { ...letter, recipient, messageId })
  } catch (error) {
    throw failureOf(error)
  }
  if (isSameWay(server, deps.settings.get(mailServer))) hastenWaiting(deps)
}
