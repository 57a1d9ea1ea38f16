import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type Config, ConfigError } from './config.ts'
import { appRouter, domains } from './domains.ts'
import { limitOf } from './platform/abilities/abilities.ts'
import { gather } from './platform/catalog.ts'
import { type Clock, seconds, systemClock } from './platform/clock.ts'
import { lockFolder } from './platform/db/lock.ts'
import { isCurrent, migrateDatabase } from './platform/db/migrate.ts'
import { closeDatabase, openDatabase } from './platform/db/open.ts'
import { Transactions } from './platform/db/transactions.ts'
import type { Deps } from './platform/deps.ts'
import type { Domain } from './platform/domain.ts'
import { openDiskStore } from './platform/files/disk.ts'
import type { FileStore } from './platform/files/store.ts'
import { addressReader, trustedProxies } from './platform/http/address.ts'
import { createExpress, createHttpServer, serveHttp } from './platform/http.ts'
import * as queue from './platform/jobs/queue.ts'
import { startSchedule } from './platform/jobs/schedule.ts'
import { Worker } from './platform/jobs/worker.ts'
import { Live } from './platform/live/live.ts'
import { serveSockets } from './platform/live/sockets.ts'
import { createLogger, type Logger } from './platform/log.ts'
import type { Mailer } from './platform/mail/mailer.ts'
import { smtpMailer } from './platform/mail/smtp.ts'
import { isModuleOn } from './platform/modules.ts'
import { RateLimits } from './platform/rate.ts'
import { createSigner, loadSecretKey, seal, unseal } from './platform/settings/secrets.ts'
import { Settings } from './platform/settings/settings.ts'
import { Turns } from './platform/turns.ts'
import { Underway } from './platform/underway.ts'
import { loadWords } from './platform/words.ts'

/** What a test may put in the place of the world outside. */
export interface Overrides {
  readonly clock?: Clock
  readonly log?: Logger
  readonly mailer?: Mailer
  readonly files?: (disk: FileStore) => FileStore
  readonly onUnrecorded?: (path: string) => void
}

export interface House {
  readonly deps: Deps
  readonly worker: Worker
  /** Closes the database; the last thing that happens. */
  close(): void
}

/**
 * Opens database, files and settings without serving anything: for the command line and as the app's inside.
 * @param alone whether this process holds the lock of the data folder: only then are the tables brought up to date
 * @throws {ConfigError} where another process uses tables of another version
 */
export async function openHouse(config: Config, alone: boolean, overrides: Overrides = {}): Promise<House> {
  const log = overrides.log ?? createLogger(config)
  const clock = overrides.clock ?? systemClock
  const key = loadSecretKey(config)
  const clientAddress = addressReader(trustedProxies(config))
  const catalog = gather(domains)
  const disk = await openDiskStore(config.uploadsFolder)
  const db = openDatabase(path.join(config.dataFolder, 'foyer.db'))
  const transactions = new Transactions(db, log)
  const settings = new Settings(db, transactions, clock, key, log)
  const live = new Live()
  const wake = () => transactions.onCommit(() => worker.wake())
  const deps: Deps = {
    config,
    clock,
    log,
    db,
    settings,
    live,
    catalog,
    files: overrides.files?.(disk) ?? disk,
    mailer: overrides.mailer ?? smtpMailer,
    rates: new RateLimits(),
    turns: new Turns(),
    underway: new Underway(),
    words: loadWords(),
    inTx: (work) => transactions.inTx(work),
    onCommit: (hook) => transactions.onCommit(hook),
    enqueue: (of, payload, name, delay = 0) => {
      if (!catalog.jobs.has(of.name)) throw new Error(`No domain handles the job "${of.name}".`)
      const written = queue.insert(db, of, payload, name, clock.now() + delay)
      if (written) wake()
      return written
    },
    enqueueAgain: (of, payload, name, delay = 0) => {
      if (queue.rearm(db, of, payload, name, clock.now() + delay)) wake()
      else deps.enqueue(of, payload, name, delay)
    },
    raise: (event, payload) => {
      for (const handler of catalog.events.get(event.name) ?? []) handler.run(deps, payload)
    },
    publish: (event, room, id, payload) => transactions.onCommit(() => live.send(event, room, id, payload)),
    sign: createSigner(key),
    seal: (name, text) => seal(key, name, text),
    unseal: (name, sealed) => unseal(key, name, sealed),
    clientAddress,
    limitOf: (accountId, limit) => limitOf(db, accountId, limit),
    domainOn: (name) => {
      const [domain = ''] = name.split('.', 1)
      const module = catalog.moduleOf.get(domain)
      return module === undefined || isModuleOn(settings, module)
    },
    onUnrecorded:
      overrides.onUnrecorded ??
      ((path) => log.error({ path }, 'An administrative change left no line in the audit log')),
  }
  const worker = new Worker(deps, catalog.jobs)
  try {
    if (alone) migrateDatabase(db, config.dataFolder, log)
    else if (!isCurrent(db))
      throw new ConfigError('The running Foyer is of another version. Restart it, then try again.')
  } catch (error) {
    closeDatabase(db)
    throw error
  }
  return { deps, worker, close: () => closeDatabase(db) }
}

export interface App {
  readonly url: string
  /** The port it listens on, also where any free one was asked for. */
  readonly port: number
  readonly deps: Deps
  readonly worker: Worker
  /**
   * Stops accepting, closes sockets and waits for running requests and jobs, at most ten seconds; then asks what takes
   * longer to end, and waits until no picture is being worked on.
   */
  drain(): Promise<void>
  /** Drains, then closes the database. */
  close(): Promise<void>
}

/** How a browser on this machine writes the host that the server listens on. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** @property jobs `automatic` runs jobs and schedules as they become due; `settled` waits for `worker.settle()`. */
export interface Mode {
  readonly jobs: 'automatic' | 'settled'
}

/** Composes the domains and serves them. Throws where port, database or uploads folder cannot be used. */
export async function createApp(
  config: Config,
  overrides: Overrides = {},
  mode: Mode = { jobs: 'automatic' },
): Promise<App> {
  const unlock = lockFolder(config.dataFolder)
  const house = await openHouse(config, true, overrides).catch((error: unknown) => {
    unlock()
    throw error
  })
  const { deps, worker } = house
  const stops: (() => Promise<void>)[] = []
  const closeHouse = () => {
    house.close()
    unlock()
  }
  try {
    const app = createExpress(deps)
    const server = createHttpServer(app)
    const io = serveSockets(server, deps, appRouter)
    await serveHttp(app, deps, appRouter, domains)
    for (const domain of Object.values<Domain>(domains)) {
      if (domain.start) stops.unshift(await domain.start(deps))
    }
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(config.port, config.host, resolve)
    })
    if (mode.jobs === 'automatic') {
      worker.start()
      const stopSchedule = startSchedule(deps, deps.catalog.schedules)
      stops.unshift(async () => stopSchedule())
    }
    const { port } = server.address() as AddressInfo
    let drained: Promise<void> | null = null
    const drain = async () => {
      const patience = setTimeout(() => server.closeAllConnections(), seconds(10))
      // A connection may turn idle at any moment, and would then stay open for its keep-alive time.
      const idle = setInterval(() => server.closeIdleConnections(), 100)
      await Promise.all([io.close(), worker.stop(seconds(9))])
      clearInterval(idle)
      clearTimeout(patience)
      await deps.underway.end()
      // The jobs that this ended early still write that they are to be tried again.
      await worker.stop(seconds(1))
      for (const stop of stops) await stop()
    }
    const drainOnce = () => {
      drained ??= drain()
      return drained
    }
    return {
      url: config.baseUrl ?? `http://${shownHost(config.host)}:${port}`,
      port,
      deps,
      worker,
      drain: drainOnce,
      close: async () => {
        await drainOnce()
        closeHouse()
      },
    }
  } catch (error) {
    for (const stop of stops) await stop()
    closeHouse()
    throw error
  }
}
