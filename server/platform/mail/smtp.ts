import nodemailer from 'nodemailer'
import { DomainError } from '../../../shared/errors.ts'
import { seconds } from '../clock.ts'
import { leadsToForbidden } from '../forbidden-hosts.ts'
import { type Mailer, MailRefused, type MailServer } from './mailer.ts'

/** @throws {DomainError} INVALID where the host is one to which nothing may be sent */
async function transport(server: MailServer) {
  if (await leadsToForbidden(server.host)) throw new DomainError('INVALID', 'house.mail.errors.forbiddenHost')
  return nodemailer.createTransport({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.username === '' ? {} : { auth: { user: server.username, pass: server.password } }),
    connectionTimeout: seconds(10),
    greetingTimeout: seconds(10),
    socketTimeout: seconds(30),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

function refusedForGood(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  return code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500
}

/** Sends by SMTP with nodemailer, one connection a mail. */
export const smtpMailer: Mailer = {
  async send(server, mail) {
    const connection = await transport(server)
    try {
      await connection.sendMail({
        from: { name: server.fromName, address: server.fromAddress },
        to: { name: '', address: mail.recipient },
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        messageId: mail.messageId,
        headers: { 'Auto-Submitted': 'auto-generated', ...mail.headers },
      })
    } catch (error) {
      if (refusedForGood(error)) throw new MailRefused((error as Error).message, { cause: error })
      throw error
    } finally {
      connection.close()
    }
  },

  async verify(server) {
    const connection = await transport(server)
    try {
      await connection.verify()
    } finally {
      connection.close()
    }
  },
}
