import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync, watch } from 'node:fs'
import { build, type InlineConfig, type Rolldown } from 'vite'
import { viteBuilds } from './build/vite-builds.ts'
import { generateMessages } from './messages/generate.ts'

const root = process.cwd()
const watched = ['server', 'shared', 'dist/server']

function watchMessages() {
  const generate = () => {
    try {
      for (const fault of generateMessages(root).faults) console.error(fault)
    } catch (error) {
      // A file that is being written; the next change reads it again.
      console.error(error)
    }
  }
  generate()
  for (const language of ['fr', 'en']) watch(`${root}/shared/messages/${language}`, generate)
}

/** Builds now and again after every change; resolves after the first build, whether it succeeded or not. */
async function watchBuild(config: InlineConfig): Promise<void> {
  const watcher = (await build(config)) as Rolldown.RolldownWatcher
  const first = Promise.withResolvers<void>()
  watcher.on('event', async (event) => {
    if (event.code === 'ERROR') console.error(event.error)
    if (event.code === 'BUNDLE_END') {
      console.log(`Pages built in ${event.duration} ms`)
      await event.result.close()
    }
    if (event.code === 'END') first.resolve()
  })
  await first.promise
}

function startServer(): ChildProcess {
  const options = watched.map((folder) => `--watch-path=${folder}`)
  return spawn('node', [...options, '--watch-preserve-output', 'server/main.ts'], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'development' },
  })
}

// The next npm start must not take what is built here for its own.
rmSync('dist/built-from', { force: true })
mkdirSync('dist/server', { recursive: true })
watchMessages()
for (const config of viteBuilds(true)) await watchBuild(config)
const server = startServer()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 0))
