import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type House, openHouse } from '../app.ts'
import { readConfig } from '../config.ts'
import { tryLock } from '../platform/db/lock.ts'
import { createLogger } from '../platform/log.ts'

const main = join(import.meta.dirname, '../main.ts')

/** Variables for a process of a test: Node keeps what it compiled, so that the next one starts in half the time. */
export const quickStart = { NODE_COMPILE_CACHE: join(tmpdir(), 'foyer-compile-cache') }

/** A house on folders of its own, whose real application runs in a process that is ended and started anew. */
export class KillableHouse {
  readonly root: string
  readonly #more: Readonly<Record<string, string>>
  #running: ChildProcess | undefined

  private constructor(root: string, more: Readonly<Record<string, string>>) {
    this.root = root
    this.#more = more
  }

  /** @param more variables of its environment, which holds nothing else but its folders and port */
  static async make(more: Readonly<Record<string, string>> = {}): Promise<KillableHouse> {
    return new KillableHouse(await mkdtemp(join(tmpdir(), 'foyer-killable-')), more)
  }

  /** Starts the application; answers the address where it is open. */
  async start(): Promise<string> {
    const child = spawn(process.execPath, [main], {
      env: { ...this.#environment(), ...quickStart },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#running = child
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    }
    for (;;) {
      const [, url] = /Foyer is open at (\S+)/.exec(output) ?? []
      if (url !== undefined) return url
      if (child.exitCode !== null) throw new Error(output)
      await sleep(5)
    }
  }

  /** Resolves once the application has ended; at once if none runs. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#running
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill(signal)
    await exited
  }

  /** Opens database and files as the command line does, beside or instead of the running application. */
  async within<T>(work: (house: House) => T | Promise<T>): Promise<T> {
    const config = { ...readConfig(this.#environment()), logLevel: 'silent' } as const
    const release = tryLock(config.dataFolder)
    const house = await openHouse(config, release !== null, { log: createLogger(config) })
    try {
      return await work(house)
    } finally {
      house.close()
      release?.()
    }
  }

  /** Ends the application and leaves nothing of the house. */
  async remove(): Promise<void> {
    await this.end('SIGKILL')
    await rm(this.root, { recursive: true, force: true })
  }

  #environment() {
    return { PORT: '0', FOYER_DATA: join(this.root, 'data'), FOYER_UPLOADS: join(this.root, 'uploads'), ...this.#more }
  }
}
