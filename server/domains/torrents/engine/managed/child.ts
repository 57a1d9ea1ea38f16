import { type ChildProcess, spawn } from 'node:child_process'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { seconds } from '../../../../platform/clock.ts'
import { shortAnswer } from '../problems.ts'
import type { Access } from '../qbittorrent/session.ts'
import { askedToEndEach, patienceToEnd, profileArgument } from './leftover.ts'
import { type Folders, prepareProfile } from './profile.ts'

const patienceToStart = seconds(60)

/** Whether somebody listens there. */
function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    const answer = (open: boolean) => {
      socket.destroy()
      resolve(open)
    }
    socket.once('connect', () => answer(true)).once('error', () => answer(false))
  })
}

/** A qbittorrent-nox that runs as a child of this process. */
export class EngineChild {
  readonly access: Access
  /** Resolves once it has ended, with what it said last. */
  readonly ended: Promise<string>
  readonly #process: ChildProcess
  #said = ''

  private constructor(process: ChildProcess, access: Access) {
    this.#process = process
    this.access = access
    process.stderr?.on('data', (chunk: Buffer) => {
      this.#said = `${this.#said}${chunk.toString()}`.slice(-2000)
    })
    this.ended = new Promise((resolve) => {
      process.once('error', (error) => resolve(shortAnswer(error.message)))
      process.once('exit', (code, signal) => resolve(shortAnswer(this.#said) || `${signal ?? code}`))
    })
  }

  /**
   * Starts the program and waits until it listens. Where it does not, or `givenUp` is aborted, it is ended.
   * @throws {Error} with what it said
   */
  static async start(program: string, folders: Folders, givenUp: AbortSignal): Promise<EngineChild> {
    const access = await prepareProfile(folders)
    const { profile } = folders
    const child = spawn(program, [profileArgument(profile)], {
      cwd: profile,
      // A signal that a terminal sends to the house is not for its child: the house ends it in its own time.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { HOME: profile, LANG: 'C.UTF-8' },
    })
    const started = new EngineChild(child, access)
    const said = await Promise.race([started.ended, started.#opens(givenUp)])
    if (said === null) return started
    await started.end()
    throw new Error(said)
  }

  get id(): number | undefined {
    return this.#process.pid
  }

  /** Lets it store what it knows and ends it; at once where it takes too long. */
  async end(): Promise<void> {
    this.#process.kill('SIGTERM')
    const again = setInterval(() => this.#process.kill('SIGTERM'), askedToEndEach)
    const tooLong = setTimeout(() => this.#process.kill('SIGKILL'), patienceToEnd)
    await this.ended
    clearTimeout(tooLong)
    clearInterval(again)
  }

  /** Null once it listens. */
  async #opens(givenUp: AbortSignal): Promise<string | null> {
    const port = Number(new URL(this.access.url).port)
    const until = performance.now() + patienceToStart
    while (performance.now() < until && !givenUp.aborted && this.#runs()) {
      if (await isOpen(port)) return null
      await sleep(50)
    }
    return shortAnswer(this.#said)
  }

  #runs(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null
  }
}
