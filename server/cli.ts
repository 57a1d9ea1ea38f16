import { parseArgs } from 'node:util'
import { DomainError } from '../shared/errors.ts'
import { preferredLocale } from '../shared/locale.ts'
import { openHouse } from './app.ts'
import { accountCommands } from './cli/accounts.ts'
import { type Command, language, type Values } from './cli/command.ts'
import { doctor } from './cli/doctor.ts'
import { importCouple } from './cli/import.ts'
import { ConfigError, readConfig } from './config.ts'
import { tryLock } from './platform/db/lock.ts'
import { sentenceOf } from './platform/http/errors.ts'
import { loadWords } from './platform/words.ts'

const commands: Readonly<Record<string, Command>> = { ...accountCommands, 'import-couple': importCouple, doctor }

function printUsage(): void {
  console.error('npm run foyer -- COMMAND\n')
  const words = loadWords()(preferredLocale(Intl.DateTimeFormat().resolvedOptions().locale))
  for (const [name, { text, usage }] of Object.entries(commands)) {
    console.error(`  ${name} ${usage}\n      ${words(text as never)}`)
  }
}

async function main(): Promise<number> {
  const [name = '', ...rest] = process.argv.slice(2)
  const command = commands[name]
  if (!command) {
    printUsage()
    return 2
  }
  let values: Values
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
