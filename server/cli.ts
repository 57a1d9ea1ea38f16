import { text } from 'node:stream/consumers'
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { email, newPassword, username } from '../shared/accounts.ts'
import { DomainError } from '../shared/errors.ts'
import { siteSettings } from '../shared/house.ts'
import type { Locale } from '../shared/locale.ts'
import { openHouse } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { resetPassword } from './domains/accounts/accounts.ts'
import { importByCommand } from './domains/couple/import/command.ts'
import { healthLines } from './domains/house/health.ts'
import { setUpByCommand } from './domains/house/setup.ts'
import type { Actor } from './platform/actor.ts'
import { tryLock } from './platform/db/lock.ts'
import type { Deps } from './platform/deps.ts'
import { actorFor } from './platform/http/actor.ts'
import { sentenceOf } from './platform/http/errors.ts'
import { issuesOf } from './platform/input.ts'

interface Command {
  readonly usage: string
  readonly options: ParseArgsOptionsConfig
  /** What may stand behind the options, at most one. */
  readonly operand?: true
  run(deps: Deps, values: Readonly<Record<string, unknown>>, operand?: string): Promise<number>
}

const credentials = { username: { type: 'string' }, 'password-stdin': { type: 'boolean' } } as const

/** Checks a value by a schema; what is wrong becomes a refusal in words. */
function checked<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return parsed.data
  const [issue] = issuesOf(parsed.error)
  throw new DomainError('INVALID', (issue?.key ?? 'common.errors.INVALID') as 'common.errors.INVALID', issue?.args)
}

async function passwordFromInput(values: Readonly<Record<string, unknown>>): Promise<string> {
  if (values['password-stdin'] !== true) throw new DomainError('INVALID', 'house.command.passwordOnInput')
  return checked(newPassword, (await text(process.stdin)).replace(/\r?\n$/, ''))
}

const commands: Readonly<Record<string, Command>> = {
  'create-owner': {
    usage: '--username NAME --email ADDRESS [--name "Full name"] --password-stdin',
    options: { ...credentials, email: { type: 'string' }, name: { type: 'string' } },
    async run(deps, values) {
      const { language, timeZone } = deps.settings.get(siteSettings)
      const name = checked(username, values.username)
      const owner = {
        username: name,
        name: String(values.name ?? name),
        email: checked(email, values.email),
        password: await passwordFromInput(values),
        locale: language,
        timeZone,
      }
      await setUpByCommand(deps, commandLine(deps), owner)
      console.log(deps.words(language)('house.command.ownerCreated', { username: name }))
      return 0
    },
  },
  'reset-password': {
    usage: '--username NAME --password-stdin',
    options: credentials,
    async run(deps, values) {
      const name = checked(username, values.username)
      await resetPassword(deps, commandLine(deps), name, await passwordFromInput(values))
      console.log(deps.words(language(deps))('house.command.passwordReset', { username: name }))
      return 0
    },
  },
  'import-couple': {
    usage: 'FOLDER',
    options: {},
    operand: true,
    async run(deps, _values, place) {
      await importByCommand(deps, commandLine(deps), place, console.log)
      return 0
    },
  },
  doctor: {
    usage: '',
    options: {},
    async run(deps) {
      const words = deps.words(language(deps))
      const lines = await healthLines(deps)
      for (const { ok, name, message, args } of lines) {
        console.log(`${ok ? 'ok ' : '!! '} ${words(name as never)} — ${words(message as never, args as never)}`)
      }
      return lines.every((line) => line.ok) ? 0 : 1
    },
  },
}

/** Whoever has the machine's command line: acts are recorded without an account. */
const commandLine = (deps: Deps): Actor => actorFor(deps, null, { address: 'command line', locale: language(deps) })

const language = (deps: Deps): Locale => deps.settings.get(siteSettings).language

function printUsage(): void {
  console.error('npm run foyer -- COMMAND\n')
  for (const [name, { usage }] of Object.entries(commands)) console.error(`  ${name} ${usage}`)
}

async function main(): Promise<number> {
  const [name = '', ...rest] = process.argv.slice(2)
  const command = commands[name]
  if (!command) {
    printUsage()
    return 2
  }
  let values: Readonly<Record<string, unknown>>
  let operands: string[]
  try {
    const allowPositionals = command.operand === true
    ;({ values, positionals: operands } = parseArgs({ args: rest, options: command.options, allowPositionals }))
    if (operands.length > 1) throw new Error(`Unexpected: ${operands.slice(1).join(' ')}`)
  } catch (error) {
    console.error((error as Error).message)
    printUsage()
    return 2
  }
  const config = readConfig()
  const release = tryLock(config.dataFolder)
  const house = await openHouse({ ...config, logLevel: 'silent' }, release !== null)
  try {
    return await command.run(house.deps, values, operands[0])
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    console.error(sentenceOf(house.deps, language(house.deps), error))
    return 1
  } finally {
    house.close()
    release?.()
  }
}

process.exitCode = await main().catch((error: unknown) => {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  return 2
})
