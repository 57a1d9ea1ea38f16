import { type Mailer, MailRefused, type OutgoingMail } from '../platform/mail/mailer.ts'

/** Keeps what would be sent; fails on demand. */
export class RecordingMailer implements Mailer {
  readonly sent: OutgoingMail[] = []
  /** `down`: no connection; `refusing`: the server refuses for good. */
  state: 'working' | 'down' | 'refusing' = 'working'

  async send(_server: unknown, mail: OutgoingMail): Promise<void> {
    await this.verify()
    this.sent.push(mail)
  }

  async verify(): Promise<void> {
    if (this.state === 'down') throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    if (this.state === 'refusing') throw new MailRefused('550 no such user')
  }
}
