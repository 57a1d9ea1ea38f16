import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { MailServer } from '../platform/mail/mailer.ts'

export interface ReceivingServer {
  /** As the house is told to reach it. */
  readonly server: MailServer
  readonly received: readonly ParsedMail[]
  stop(): Promise<void>
}

/** Starts a real mail server on loopback that keeps what it receives. */
export async function startSmtpServer(options: SMTPServerOptions = {}): Promise<ReceivingServer> {
  const received: ParsedMail[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        received.push(mail)
        done()
      }, done)
    },
    ...options,
  })
  // Whoever leaves before the end of the handshake is no fault of the server.
  smtp.on('error', () => undefined)
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  const server: MailServer = {
    host: '127.0.0.1',
    port,
    security: 'none',
    username: '',
    password: '',
    fromName: 'Chez nous',
    fromAddress: 'us@example.org',
  }
  return { server, received, stop: () => new Promise<void>((resolve) => smtp.close(() => resolve())) }
}
