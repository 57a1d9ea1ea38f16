import { type EngineStanding, engineSettings } from '../../../../shared/torrent-engine.ts'
import { engineMoved, engineRoom, torrentsRoomId } from '../../../../shared/torrents-live.ts'
import { isoInstant } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { perHouse } from '../../../platform/per-house.ts'
import { EngineError, type EngineLook } from '../engine/engine.ts'

/** As finely as anybody reads it; it changes less often so. In bytes. */
const spaceStep = 100_000_000

const speedStep = 1000

const stepped = (value: number, step: number): number => Math.round(value / step) * step

/** How the engine is, told to whoever listens when it changes. */
class Standings {
  readonly #deps: Deps
  #current: EngineStanding

  constructor(deps: Deps) {
    this.#deps = deps
    const state = deps.settings.get(engineSettings).way === 'none' ? 'none' : 'starting'
    this.#current = { state, since: null, problem: null, version: null, down: 0, up: 0, freeSpace: null }
  }

  get current(): EngineStanding {
    return this.#current
  }

  up(version: string, { down, up, freeSpace }: EngineLook): void {
    const speeds = { down: stepped(down, speedStep), up: stepped(up, speedStep) }
    const space = freeSpace === null ? null : stepped(freeSpace, spaceStep)
    this.#set({ state: 'up', since: null, problem: null, version, ...speeds, freeSpace: space })
  }

  /** @param error what it threw */
  down(error: unknown): void {
    const still = { down: 0, up: 0 }
    if (error instanceof EngineError && error.failure === 'off') {
      this.#set({ ...this.#current, ...still, state: 'none', since: null, problem: null, freeSpace: null })
      return
    }
    if (error instanceof EngineError && error.failure === 'starting') {
      this.#set({ ...this.#current, ...still, state: 'starting', since: null, problem: null })
      return
    }
    const problem = error instanceof EngineError ? error.problem : { key: 'torrents.problems.engine', args: {} }
    const since = this.#current.since ?? isoInstant(this.#deps.clock.now())
    this.#set({ ...this.#current, ...still, state: 'down', since, problem })
  }

  /** Another engine is to be asked, of which nothing is known yet. */
  begin(): void {
    const nothing = { version: null, down: 0, up: 0, freeSpace: null }
    this.#set({ state: 'starting', since: null, problem: null, ...nothing })
  }

  #set(standing: EngineStanding): void {
    if (JSON.stringify(standing) === JSON.stringify(this.#current)) return
    this.#current = standing
    this.#deps.publish(engineMoved, engineRoom, torrentsRoomId, standing)
  }
}

export const standingsOf = perHouse((deps) => new Standings(deps))
