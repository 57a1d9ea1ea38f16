import { engineSettings } from '../../../../shared/torrent-engine.ts'
import type { Deps } from '../../../platform/deps.ts'
import { perHouse } from '../../../platform/per-house.ts'
import type { TorrentEngine } from './engine.ts'
import { managedOf } from './managed/managed.ts'
import { noEngine } from './none.ts'
import { QBittorrent } from './qbittorrent/qbittorrent.ts'

interface Current {
  readonly revision: number
  readonly engine: TorrentEngine
}

/** Holds the engine of a house until its settings change. */
class Holder {
  readonly #deps: Deps
  #current: Current | null = null

  constructor(deps: Deps) {
    this.#deps = deps
  }

  get(): TorrentEngine {
    const revision = this.#deps.settings.revision(engineSettings)
    if (this.#current?.revision === revision) return this.#current.engine
    this.renew()
    const engine = this.#make()
    this.#current = { revision, engine }
    return engine
  }

  /** Lets go of the engine: the next one begins anew, and tries a refused password once more. */
  renew(): void {
    const { engine } = this.#current ?? {}
    this.#current = null
    engine?.close().catch((error: unknown) => this.#deps.log.debug({ error }, 'The engine was not left in good order'))
  }

  async close(): Promise<void> {
    const { engine } = this.#current ?? {}
    this.#current = null
    await engine?.close()
  }

  #make(): TorrentEngine {
    const { url, username, password, way } = this.#deps.settings.get(engineSettings)
    const { clock } = this.#deps
    if (way === 'remote') return new QBittorrent(() => ({ url, username, password }), clock)
    return way === 'managed' ? new QBittorrent(() => managedOf(this.#deps).access(), clock) : noEngine
  }
}

const holderOf = perHouse((deps) => new Holder(deps))

/** The engine of a house; another one when its settings change. Where none is set up, all of it throws `off`. */
export const engineOf = (deps: Deps): TorrentEngine => holderOf(deps).get()

/** Begins anew with the engine, so that a password which it refused is tried once more. */
export const renewEngine = (deps: Deps): void => holderOf(deps).renew()

/** Leaves the engine when the house closes. */
export const leaveEngine = (deps: Deps): Promise<void> => holderOf(deps).close()
