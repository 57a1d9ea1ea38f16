import module from 'node:module'
import { ConfigError } from './config.ts'

module.enableCompileCache()
const { readConfig } = await import('./config.ts')
const { createApp } = await import('./app.ts')
const { setupPath } = await import('./domains/house/setup.ts')

/** Says in plain words why the house cannot start, and ends. */
function giveUp(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException
  const reason = code === 'EADDRINUSE' ? 'The port is in use. Choose another one with PORT.' : message
  console.error(`Foyer cannot start: ${reason}`)
  if (!(error instanceof ConfigError) && code === undefined && error instanceof Error) console.error(error.stack)
  process.exit(1)
}

const app = await createApp(readConfig()).catch(giveUp)
console.log(`Foyer is open at ${app.url}`)
const path = setupPath(app.deps)
if (path !== null) console.log(`Set it up here, once: ${app.url}${path}`)

let leaving = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (leaving) process.exit(1)
    leaving = true
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('Foyer did not close in good order.', error)
        process.exit(1)
      },
    )
  })
}
