import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Role } from '../../shared/definitions.ts'
import { modulesSettings } from '../../shared/house.ts'
import { type App, createApp, type Overrides } from '../app.ts'
import type { Config } from '../config.ts'
import type { Deps } from '../platform/deps.ts'
import { createLogger } from '../platform/log.ts'
import { type Browser, openBrowser } from './browser.ts'
import { TestClock } from './clock.ts'
import { mintAccount, mintSession, type Person } from './people.ts'
import { withoutWords } from './recorded.ts'
import { RecordingMailer } from './recording-mailer.ts'

export interface StartOptions {
  readonly config?: Partial<Config>
  readonly overrides?: Overrides
  /** Runs jobs as they become due instead of at `settle()`. */
  readonly automatic?: boolean
  /** Modules that are switched on, besides those that are on by themselves. */
  readonly modules?: readonly string[]
  /** Start on these folders again, for tests of a restart. */
  readonly root?: string
}

export interface TestApp {
  readonly url: string
  readonly port: number
  readonly app: App
  readonly deps: Deps
  readonly clock: TestClock
  readonly mailer: RecordingMailer
  /** Folder that holds `data` and `uploads`. */
  readonly root: string
  /** Runs every job that is due, and what it makes due. */
  settle(): Promise<void>
  /** Makes an account with this role. */
  person(role: Role, name?: string): Person
  /** A browser that is signed in as this person, or as a new one with this role. */
  as(who: Role | Person): Browser
  /** A browser that nobody signed in with. */
  visitor(): Browser
  /** Closes the application and keeps the folders. */
  close(): Promise<void>
  /** Closes the application and removes the folders. */
  stop(): Promise<void>
}

/** Starts the real application on a free port, with a database file and folders of its own and a fixed clock. */
export async function startApp(options: StartOptions = {}): Promise<TestApp> {
  const root = options.root ?? fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-test-'))
  const clock = new TestClock()
  const mailer = new RecordingMailer()
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    baseUrl: null,
    dataFolder: path.join(root, 'data'),
    uploadsFolder: path.join(root, 'uploads'),
    secretKey: null,
    trustProxy: false,
    logLevel: 'silent',
    searchPath: [],
    ...options.config,
  }
  const unrecorded: string[] = []
  const overrides: Overrides = {
    clock,
    mailer,
    log: createLogger(config),
    onUnrecorded: (procedure) => {
      unrecorded.push(procedure)
    },
    ...options.overrides,
  }
  const app = await createApp(config, overrides, { jobs: options.automatic ? 'automatic' : 'settled' })
  const { deps, url } = app
  if (options.modules) {
    const switched = Object.fromEntries(options.modules.map((name) => [name, true]))
    deps.settings.set(modulesSettings, { switched })
  }
  const close = async () => {
    const nameless = deps.db.$client.open ? withoutWords(deps) : []
    await app.close()
    if (nameless.length > 0) throw new Error(`No words in the audit log for: ${nameless.join(', ')}`)
    if (unrecorded.length > 0) throw new Error(`No line in the audit log: ${unrecorded.join(', ')}`)
  }
  return {
    url,
    port: app.port,
    app,
    deps,
    clock,
    mailer,
    root,
    settle: () => app.worker.settle(),
    person: (role, name) => mintAccount(deps, role, name),
    as: (who) => openBrowser(url, mintSession(deps, typeof who === 'string' ? mintAccount(deps, who) : who)),
    visitor: () => openBrowser(url, null),
    close,
    stop: async () => {
      await close()
      fs.rmSync(root, { recursive: true, force: true })
    },
  }
}

/** Starts a house of its own on a copy of the folders of one that was closed. */
export function startCopy(root: string, options: StartOptions = {}): Promise<TestApp> {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-copy-'))
  fs.cpSync(root, copy, { recursive: true })
  return startApp({ ...options, root: copy })
}
