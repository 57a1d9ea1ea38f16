import * as z from 'zod/mini'
import { defineSettings } from './definitions.ts'
import { message } from './errors.ts'

export const mailSecurities = ['tls', 'starttls', 'none'] as const

/** The server that takes the house's mail; an empty host means that none is set and mails wait. */
export const mailServer = defineSettings(
  'house.mail-server',
  z.object({
    host: z.string().check(z.maxLength(253), z.trim()),
    port: z.number().check(z.gte(1), z.lte(65_535)),
    security: z.enum(mailSecurities),
    username: z.string().check(z.maxLength(320)),
    password: z.string().check(z.maxLength(1000)),
    fromName: z.string().check(z.maxLength(100), z.regex(/^[^\r\n]*$/, message('common.errors.oneLine'))),
    fromAddress: z.union([z.literal(''), z.email(message('common.errors.notAnEmail'))]),
  }),
  { host: '', port: 587, security: 'starttls', username: '', password: '', fromName: '', fromAddress: '' },
  { secrets: ['password'], boundTo: ['host', 'port', 'security', 'username'] },
)

/** Stands in the words of a mail where its secret link is put in while it is being sent. */
export const secretLinkPlace = '[[secret-link]]'

/** A mail as the admin's "Courrier" lists it. */
export interface MailView {
  readonly id: number
  readonly recipient: string
  readonly subject: string
  readonly createdAt: string
  readonly state: 'waiting' | 'sent' | 'failed'
  readonly sentAt: string | null
  readonly error: string | null
}

export interface MailContent extends MailView {
  readonly html: string
  readonly text: string
}
