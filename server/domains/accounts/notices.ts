import { randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import * as z from 'zod/mini'
import { defineNotice } from '../../../shared/definitions.ts'
import type { Deps } from '../../platform/deps.ts'
import { notify } from '../notices/notify.ts'

/** Somebody signed in with a device, at an address, of which the account knew nothing. */
export const newSignIn = defineNotice(
  'accounts.new-sign-in',
  z.object({ device: z.string(), address: z.string(), known: z.enum(['yes', 'no']) }),
  {
    label: 'notices.kinds.newSignIn.label',
    title: 'notices.kinds.newSignIn.title',
    text: 'notices.kinds.newSignIn.text',
    link: () => '/me#sessions',
    icon: 'shield',
    channels: ['page', 'mail'],
    urgent: true,
  },
)

/** The account has another password. */
export const passwordChanged = defineNotice(
  'accounts.password-changed',
  z.object({ address: z.string(), from: z.enum(['address', 'machine']) }),
  {
    label: 'notices.kinds.passwordChanged.label',
    title: 'notices.kinds.passwordChanged.title',
    text: 'notices.kinds.passwordChanged.text',
    link: () => '/me#sessions',
    icon: 'key',
    channels: ['page', 'mail'],
    urgent: true,
  },
)

/** A second factor was set up for the account, or its backup codes were made anew. Its end has a mail of its own. */
export const secondFactorChanged = defineNotice(
  'accounts.second-factor-changed',
  z.object({ what: z.enum(['on', 'codes']), address: z.string() }),
  {
    label: 'notices.kinds.secondFactorChanged.label',
    title: 'notices.kinds.secondFactorChanged.title',
    text: 'notices.kinds.secondFactorChanged.text',
    link: () => '/me#mfa',
    icon: 'shield',
    channels: ['page', 'mail'],
    urgent: true,
  },
)

/** Tells a person of a change of their second factor, and from which address it came. */
export const tellOfSecondFactor = (deps: Deps, accountId: number, what: 'on' | 'codes', address: string): void =>
  void notify(deps, secondFactorChanged, accountId, { what, address }, randomUUID())

/**
 * Somebody asked for a way in without the account's second factor. Its mail goes out by itself, whatever was chosen: it
 * carries the link that stops it.
 */
export const recoveryAsked = defineNotice('accounts.recovery-asked', z.object({}), {
  label: 'notices.kinds.recoveryAsked.label',
  title: 'notices.kinds.recoveryAsked.title',
  text: 'notices.kinds.recoveryAsked.text',
  link: () => '/me#mfa',
  icon: 'shield',
  channels: ['page'],
  urgent: true,
})

/** The person is the owner from now on. */
export const houseGiven = defineNotice('accounts.house-given', z.object({ from: z.string() }), {
  label: 'notices.kinds.houseGiven.label',
  title: 'notices.kinds.houseGiven.title',
  text: 'notices.kinds.houseGiven.text',
  link: () => '/admin',
  icon: 'key',
  channels: ['page', 'mail'],
  urgent: true,
})

/** Tells a person that their password was changed, and from where: an address, or the machine's own command line. */
export function tellOfPassword(deps: Deps, accountId: number, address: string): void {
  const from = isIP(address) === 0 ? 'machine' : 'address'
  notify(deps, passwordChanged, accountId, { address, from }, randomUUID())
}
