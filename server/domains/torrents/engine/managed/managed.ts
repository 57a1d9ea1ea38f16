import fs from 'node:fs'
import path from 'node:path'
import { engineSettings } from '../../../../../shared/torrent-engine.ts'
import { minutes, seconds } from '../../../../platform/clock.ts'
import type { Deps } from '../../../../platform/deps.ts'
import { perHouse } from '../../../../platform/per-house.ts'
import { engineChanged } from '../../events.ts'
import type { EngineError } from '../engine.ts'
import { engineError } from '../problems.ts'
import type { Access } from '../qbittorrent/session.ts'
import { EngineChild } from './child.ts'
import { downloadsFolder, findProgram, managedFolder } from './installed.ts'
import { endLeftover } from './leftover.ts'

const shortestPause = seconds(1)
const longestPause = minutes(5)

/** Whoever ran this long ran well: the next pause is the shortest again. */
const wellAfter = minutes(5)

/** Runs the house's own qBittorrent while it is the chosen engine: starts it, starts it again, ends it. */
class Managed {
  readonly #deps: Deps
  #isOpen = false
  #child: EngineChild | null = null
  #problem: EngineError | null = null
  #failures = 0
  #timer: NodeJS.Timeout | undefined
  #starting: AbortController | null = null
  #isTidy = false
  /** Starts and ends follow each other. */
  #last: Promise<void> = Promise.resolve()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** The way in to the one that runs. Throws {@link EngineError} `starting` or `unreachable` where none does. */
  access(): Access {
    if (this.#child) return this.#child.access
    throw this.#problem ?? engineError('starting', 'starting')
  }

  /** The child's number, as the system counts processes; null where none runs. */
  get id(): number | null {
    return this.#child?.id ?? null
  }

  /** Begins to follow the settings; returns the stop, after which nothing runs. */
  open(): () => Promise<void> {
    this.#isOpen = true
    void this.follow()
    return async () => {
      this.#isOpen = false
      await this.follow()
    }
  }

  /** Starts or ends the program as the settings want it by now. */
  follow(): Promise<void> {
    this.#last = this.#last.then(() => this.#adapt()).catch((error: unknown) => this.#failed(error))
    try {
      if (!this.#isWanted()) this.#starting?.abort()
    } catch (error) {
      this.#failed(error)
    }
    return this.#last
  }

  /** A database that does not answer for once ends nothing: the settings are read again. */
  #failed(error: unknown): void {
    this.#deps.log.error({ err: error }, 'The settings of the torrent engine could not be followed')
    this.#later()
  }

  get #profile(): string {
    return path.join(managedFolder(this.#deps), 'profile')
  }

  #isWanted(): boolean {
    const { settings, domainOn, db } = this.#deps
    return this.#isOpen && db.$client.open && domainOn('torrents') && settings.get(engineSettings).way === 'managed'
  }

  async #adapt(): Promise<void> {
    const wanted = this.#isWanted()
    if (wanted && this.#child) return
    clearTimeout(this.#timer)
    if (wanted) return this.#start()
    const child = this.#child
    this.#child = null
    this.#problem = null
    this.#failures = 0
    await child?.end()
    if (!child) await this.#endForgotten()
  }

  /** A house that died while it ran one may come back without wanting any. */
  async #endForgotten(): Promise<void> {
    if (this.#isTidy || !this.#isOpen) return
    this.#isTidy = true
    if (fs.existsSync(this.#profile)) await endLeftover(this.#profile)
  }

  async #start(): Promise<void> {
    const program = findProgram(this.#deps)
    if (program === null) {
      this.#problem = engineError('unreachable', 'notInstalled')
      return this.#later()
    }
    const profile = this.#profile
    const starting = new AbortController()
    this.#starting = starting
    try {
      await endLeftover(profile)
      const folders = { profile, downloads: downloadsFolder(this.#deps) }
      this.#watch(await EngineChild.start(program, folders, starting.signal))
    } catch (error) {
      const answer = error instanceof Error ? error.message : ''
      this.#deps.log.error({ err: error }, 'The torrent engine of the house does not start')
      this.#problem = engineError('unreachable', 'doesNotStart', { answer }, error)
      this.#later()
    }
  }

  #watch(child: EngineChild): void {
    const since = performance.now()
    this.#child = child
    this.#problem = null
    this.#deps.log.info({ id: child.id }, 'The torrent engine of the house runs')
    void child.ended.then((said) => {
      // Whoever was ended on purpose is no longer the one that runs.
      if (this.#child !== child) return
      this.#child = null
      this.#deps.log.warn({ said }, 'The torrent engine of the house ended and is started again')
      if (performance.now() - since > wellAfter) this.#failures = 0
      this.#later()
    })
    if (this.#isWanted()) this.#deps.inTx(() => this.#deps.raise(engineChanged, {}))
  }

  /** Tries again after a pause that grows. */
  #later(): void {
    const pause = Math.min(longestPause, shortestPause * 2 ** this.#failures)
    this.#failures += 1
    clearTimeout(this.#timer)
    if (!this.#isOpen) return
    this.#timer = setTimeout(() => void this.follow(), pause)
    this.#timer.unref()
  }
}

/** The engine that a house runs itself. */
export const managedOf = perHouse((deps) => new Managed(deps))

/** Starts or ends it, after the commit, as the settings and the module's switch want it. */
export const followSettings = (deps: Deps): void => deps.onCommit(() => void managedOf(deps).follow())
