import type * as z from 'zod/mini'
import { DomainError } from '../../../shared/errors.ts'
import { siteSettings } from '../../../shared/house.ts'
import { mailServer } from '../../../shared/mail.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import type { SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { layOut } from '../../platform/mail/layout.ts'
import { MailRefused } from '../../platform/mail/mailer.ts'

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
  if (!(error instanceof Error)) return new DomainError('UNAVAILABLE', 'house.mail.errors.other', { answer: '' })
  const cause = error instanceof MailRefused && error.cause instanceof Error ? error.cause : error
  const { code = '' } = cause as NodeJS.ErrnoException
  const key = isTlsFailure(cause) ? 'house.mail.errors.tls' : (keyByFailure[code] ?? 'house.mail.errors.other')
  return new DomainError('UNAVAILABLE', key, { answer: cause.message.slice(0, 300) })
}

/**
 * Sends a mail through a server that is not stored yet, or says what is wrong with it. An empty password stands
 * for the stored one, as long as the server and the user stay the same.
 * @throws {DomainError} UNAVAILABLE with the reason in words.
 */
export async function testMailServer(
  deps: Deps,
  actor: SignedIn,
  given: z.infer<typeof mailServer.schema>,
  recipient: string,
): Promise<void> {
  const words = deps.words(actor.locale)
  const siteName = deps.settings.get(siteSettings).name
  const letter = layOut({
    subject: words('house.mail.test.subject', { siteName }),
    paragraphs: [words('house.mail.test.body', { siteName })],
    footer: siteName,
  })
  try {
    const messageId = `<test-${deps.clock.now()}@${given.fromAddress.split('@')[1] ?? 'localhost'}>`
    await deps.mailer.send(deps.settings.completed(mailServer, given), { ...letter, recipient, messageId })
  } catch (error) {
    throw failureOf(error)
  }
}
