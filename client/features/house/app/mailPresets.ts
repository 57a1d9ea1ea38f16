import type { mailSecurities } from '../../../../shared/mail.ts'

export const providers = ['ionos', 'gmail', 'brevo', 'resend', 'other'] as const

export type Provider = (typeof providers)[number]

interface Preset {
  readonly host: string
  readonly port: number
  readonly security: (typeof mailSecurities)[number]
  /** The same for every account of this provider. */
  readonly username?: string
}

/** Outgoing servers as each provider's own help pages give them. */
export const presets: Readonly<Record<Exclude<Provider, 'other'>, Preset>> = {
  ionos: { host: 'smtp.ionos.fr', port: 465, security: 'tls' },
  gmail: { host: 'smtp.gmail.com', port: 465, security: 'tls' },
  brevo: { host: 'smtp-relay.brevo.com', port: 587, security: 'starttls' },
  resend: { host: 'smtp.resend.com', port: 465, security: 'tls', username: 'resend' },
}

const hosts: Readonly<Record<Exclude<Provider, 'other'>, RegExp>> = {
  ionos: /(^|\.)ionos\.[a-z.]+$/,
  gmail: /(^|\.)gmail\.com$/,
  brevo: /(^|\.)(brevo|sendinblue)\.com$/,
  resend: /(^|\.)resend\.com$/,
}

const isNamed = (provider: Provider): provider is Exclude<Provider, 'other'> => provider !== 'other'

/** Whose server a host name belongs to; null where none is set. */
export function providerOf(host: string): Provider | null {
  if (host === '') return null
  return providers.filter(isNamed).find((provider) => hosts[provider].test(host)) ?? 'other'
}
