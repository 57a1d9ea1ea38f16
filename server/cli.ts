import { parseArgs } from 'node:util'
import { DomainError } from '../shared/errors.ts'
import { openHouse } from './app.ts'
import { accountCommands } from './cli/accounts.ts'
import { type Command, language, type Values } from './cli/command.ts'
import { doctor } from './cli/doctor.ts'
import { ConfigError, readConfig } from './config.ts'
import { tryLock } from './platform/db/lock.ts'
import { sentenceOf } from './platform/http/errors.ts'

const commands: Readonly<Record<string, Command>> = { ...accountCommands, doctor }

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
  let values: Values
  try {
    values = parseArgs({ args: rest, options: command.options, strict: true }).values
  } catch (error) {
    console.error((error as Error).message)
    printUsage()
    return 2
  }
  const config = readConfig()
  const release = tryLock(config.dataFolder)
  const house = await openHouse({ ...config, logLevel: 'silent' }, release !== null)
  try {
    return await command.run(house.deps, values)
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
