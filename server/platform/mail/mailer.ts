/** A mail as a domain writes it: pure words, no transport. */
export interface Letter {
  readonly subject: string
  readonly html: string
  readonly text: string
  /** A link that only the recipient may read: `secretLinkPlace` stands for it in the words until the mail is sent. */
  readonly secretLink?: string
  /** Headers besides those that every mail bears. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface OutgoingMail extends Omit<Letter, 'secretLink'> {
  readonly recipient: string
  /** Stays the same over retries, so that a mail that arrives twice can be told. */
  readonly messageId: string
}

export interface MailServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (465) or by STARTTLS, which is then demanded. `none` is for servers on this machine. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly username: string
  readonly password: string
  readonly fromName: string
  readonly fromAddress: string
}

/** The way out for mail. */
export interface Mailer {
  /** Resolves when the server took the mail. Throws {@link MailRefused} or a connection error. */
  send(server: MailServer, mail: OutgoingMail): Promise<void>
  /** Connects and signs in without sending. Throws as `send`. */
  verify(server: MailServer): Promise<void>
}

/** The server refused for good (5xx): trying again would not help. */
export class MailRefused extends Error {}
