import { email, personName, username } from '../../shared/accounts.ts'
import { siteSettings } from '../../shared/house.ts'
import { createAdmin, type NewAccount, resetPassword } from '../domains/accounts/accounts.ts'
import { removeMfaByCommand } from '../domains/accounts/mfa/removal.ts'
import { setUpByCommand } from '../domains/house/setup.ts'
import type { Deps } from '../platform/deps.ts'
import { type Command, checked, commandLine, language, passwordFromInput, type Values } from './command.ts'

const credentials = { username: { type: 'string' }, 'password-stdin': { type: 'boolean' } } as const

const newPerson = { ...credentials, email: { type: 'string' }, name: { type: 'string' } } as const
const newPersonUsage = '--username NAME --email ADDRESS [--name "Full name"] --password-stdin'

/** Somebody new, in the language and time zone of the house. */
async function personOf(deps: Deps, values: Values): Promise<NewAccount> {
  const { language: locale, timeZone } = deps.settings.get(siteSettings)
  const name = checked(username, values.username)
  return {
    username: name,
    name: checked(personName, values.name ?? name),
    email: checked(email, values.email),
    password: await passwordFromInput(values),
    locale,
    timeZone,
  }
}

/** The commands that make accounts or let somebody in again. */
export const accountCommands: Readonly<Record<string, Command>> = {
  'create-owner': {
    text: 'house.command.about.createOwner',
    usage: newPersonUsage,
    options: newPerson,
    async run(deps, values) {
      const owner = await personOf(deps, values)
      await setUpByCommand(deps, commandLine(deps), owner)
      console.log(deps.words(owner.locale)('house.command.ownerCreated', { username: owner.username }))
      return 0
    },
  },
  'create-admin': {
    text: 'house.command.about.createAdmin',
    usage: newPersonUsage,
    options: newPerson,
    async run(deps, values) {
      const admin = await personOf(deps, values)
      await createAdmin(deps, commandLine(deps), admin)
      console.log(deps.words(admin.locale)('house.command.adminCreated', { username: admin.username }))
      return 0
    },
  },
  'disable-mfa': {
    text: 'house.command.about.disableMfa',
    usage: '--username NAME',
    options: { username: credentials.username },
    async run(deps, values) {
      const name = checked(username, values.username)
      removeMfaByCommand(deps, commandLine(deps), name)
      console.log(deps.words(language(deps))('house.command.mfaRemoved', { username: name }))
      return 0
    },
  },
  'reset-password': {
    text: 'house.command.about.resetPassword',
    usage: '--username NAME --password-stdin',
    options: credentials,
    async run(deps, values) {
      const name = checked(username, values.username)
      await resetPassword(deps, commandLine(deps), name, await passwordFromInput(values))
      console.log(deps.words(language(deps))('house.command.passwordReset', { username: name }))
      return 0
    },
  },
}
