import type { EngineStanding } from '../../../../shared/torrent-engine.ts'
import type { TorrentState } from '../../../../shared/torrents.ts'
import { allTorrentsRoom, engineRoom, ownTorrentsRoom } from '../../../../shared/torrents-live.ts'
import { seconds } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { perHouse } from '../../../platform/per-house.ts'
import { retryReleases } from '../acting/release.ts'
import { engineOf } from '../engine/current.ts'
import type { EngineLook, EngineTorrent, TorrentEngine } from '../engine/engine.ts'
import { sendWaiting } from '../sending.ts'
import { SpeedShares } from '../speed-shares.ts'
import { tellTorrent } from '../telling.ts'
import type { Identified } from './identities.ts'
import { tellMoves } from './moves.ts'
import { type Entry, rosterOf } from './roster.ts'
import { seenOf } from './seen.ts'
import { Settling } from './settling.ts'
import { standingsOf } from './standings.ts'

/** What the house knows of its engine; looks are taken for everybody at once. */
export interface Watch {
  /** The last one; null before the first. */
  look(): EngineLook | null
  standing(): EngineStanding
  /** A torrent as the last look showed it; null where it was not there. */
  torrentOf(row: Identified): EngineTorrent | null
  /** Looks at once, without being waited for: after a command. */
  soon(): void
  /** Looks now, after whatever look is under way, and answers what it found; null where the engine does not answer. */
  refresh(): Promise<EngineLook | null>
  /** Does what it does every two seconds: looks where somebody listens, or something is unfinished. */
  tick(): Promise<void>
  /** Calls `listener` after each look that succeeded. Returns what ends it. */
  onLook(listener: (look: EngineLook) => void): () => void
  /** Begins to look by itself; returns its stop. */
  start(): () => Promise<void>
}

const pace = seconds(2)
const longestPause = seconds(30)
/** Looks between two comparisons with the whole database. */
const looksBetweenStrays = 30

const restless: ReadonlySet<TorrentState> = new Set([
  'waiting',
  'metadata',
  'queued',
  'downloading',
  'stalled',
  'checking',
  'moving',
])

/** Whether something about it may change though nobody does anything; what the engine refused waits for its owner. */
const isUnfinished = ({ row, view }: Entry): boolean =>
  restless.has(view.state) || (view.state === 'not-sent' && !row.failureTold)

class HouseWatch implements Watch {
  readonly #deps: Deps
  readonly #settling: Settling
  readonly #shares: SpeedShares
  readonly #listeners = new Set<(look: EngineLook) => void>()
  #engine: TorrentEngine | null = null
  #isOpen = false
  #timer: NodeJS.Timeout | undefined
  /** The last of the looks that were asked for: they follow each other. */
  #last: Promise<void> = Promise.resolve()
  #isWaiting = false
  #failures = 0
  #looks = 0

  constructor(deps: Deps) {
    this.#deps = deps
    this.#settling = new Settling(deps)
    this.#shares = new SpeedShares(deps)
  }

  look = (): EngineLook | null => seenOf(this.#deps).look

  standing = (): EngineStanding => standingsOf(this.#deps).current

  torrentOf = (row: Identified): EngineTorrent | null => seenOf(this.#deps).torrentOf(row)

  start(): () => Promise<void> {
    this.#isOpen = true
    this.#wait(0)
    return async () => {
      this.#isOpen = false
      clearTimeout(this.#timer)
      await this.#last
    }
  }

  soon(): void {
    // Whoever does not answer is left alone for a while, however many pages ask.
    if (!this.#isOpen || this.#isWaiting || this.#failures > 1) return
    void this.#run(true)
  }

  async refresh(): Promise<EngineLook | null> {
    await this.#run(true)
    return this.standing().state === 'up' ? this.look() : null
  }

  tick(): Promise<void> {
    return this.#run(false)
  }

  onLook(listener: (look: EngineLook) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #run(isAsked: boolean): Promise<void> {
    this.#isWaiting = true
    this.#last = this.#last.then(() => this.#once(isAsked))
    return this.#last
  }

  async #once(isAsked: boolean): Promise<void> {
    this.#isWaiting = false
    clearTimeout(this.#timer)
    try {
      if (!this.#deps.db.$client.open || !this.#deps.domainOn('torrents')) return
      if (isAsked || this.#isNeeded()) await this.#take()
    } catch (error) {
      this.#deps.log.error({ err: error }, 'What the torrent engine showed could not be taken in')
    }
    this.#wait(this.#failures === 0 ? pace : Math.min(longestPause, pace * 2 ** this.#failures))
  }

  #wait(delay: number): void {
    clearTimeout(this.#timer)
    if (!this.#isOpen) return
    this.#timer = setTimeout(() => this.#run(false), delay)
    this.#timer.unref()
  }

  #isNeeded(): boolean {
    const { live } = this.#deps
    // What is to be done once it is back begins when it is seen to be.
    if (this.standing().state === 'down') return true
    if ([ownTorrentsRoom, allTorrentsRoom, engineRoom].some((room) => live.isHeard(room))) return true
    return [...rosterOf(this.#deps).entries().values()].some(isUnfinished)
  }

  async #take(): Promise<void> {
    const engine = engineOf(this.#deps)
    if (engine !== this.#engine) this.#begin(engine)
    let version: string
    let look: EngineLook
    try {
      version = await engine.version()
      look = await engine.look()
    } catch (error) {
      this.#failures += 1
      standingsOf(this.#deps).down(error)
      return
    }
    // Meanwhile another engine may have been set, or the module switched off.
    if (!this.#deps.domainOn('torrents') || engineOf(this.#deps) !== engine) return
    this.#failures = 0
    const wasUp = this.standing().state === 'up'
    seenOf(this.#deps).keep(look)
    standingsOf(this.#deps).up(version, look)
    if (!wasUp) {
      sendWaiting(this.#deps)
      retryReleases(this.#deps)
    }
    const toPause = this.#takeIn()
    for (const listener of this.#listeners) listener(look)
    await this.#steer(engine, toPause)
  }

  #begin(engine: TorrentEngine): void {
    // What the first engine of a process holds, the rows know from before.
    if (this.#engine) seenOf(this.#deps).keep(null)
    this.#engine = engine
    this.#failures = 0
    this.#shares.forget()
    standingsOf(this.#deps).begin()
  }

  /** Compares what the engine holds with the rows, and tells what changed. Answers the keys of what has to stand still. */
  #takeIn(): readonly string[] {
    const roster = rosterOf(this.#deps)
    const found = [...roster.entries().values()]
      .filter(({ row }) => row.sentAt !== null)
      .map((entry) => ({ entry, seen: this.torrentOf(entry.row) }))
    const { written, toPause } = this.#settling.settle(found)
    roster.refresh(written)
    tellMoves(this.#deps)
    this.#looks += 1
    if (this.#looks % looksBetweenStrays === 0) for (const id of roster.strays()) tellTorrent(this.#deps, id)
    return toPause
  }

  async #steer(engine: TorrentEngine, toPause: readonly string[]): Promise<void> {
    const downloads = [...rosterOf(this.#deps).entries().values()].flatMap(({ seen, owners }) =>
      seen ? [{ seen, owners }] : [],
    )
    try {
      if (toPause.length > 0) {
        await engine.pause(toPause)
        this.soon()
      }
      await this.#shares.share(engine, downloads)
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'The torrent engine did not do what the house asked')
    }
  }
}

export const watchOf = perHouse((deps): Watch => new HouseWatch(deps))
