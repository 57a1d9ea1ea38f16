import type { TorrentFileView } from '../../../../shared/torrents.ts'
import { seconds } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { perHouse } from '../../../platform/per-house.ts'
import { engineOf } from '../engine/current.ts'
import { EngineError, type EngineTorrent, type TorrentEngine } from '../engine/engine.ts'
import { tagOf } from '../rows.ts'
import { watchOf } from '../watch/watch.ts'

/** A torrent as the engine holds it, and its files; those of a magnet may not be known yet. */
export interface Content {
  readonly torrent: EngineTorrent
  readonly files: readonly TorrentFileView[]
}

interface Row {
  readonly uuid: string
  readonly v1: string | null
  readonly v2: string | null
}

/** A download in parts asks many times within moments. */
const fresh = seconds(30)
const remembered = 100

interface Known {
  readonly at: number
  readonly content: Content
}

/** Of one engine: another one knows other files by the same torrents. */
interface Said {
  readonly engine: TorrentEngine
  readonly known: Map<string, Known>
  readonly asked: Map<string, Promise<Content | null>>
}

/** What the engine said last of the torrents that are being downloaded. */
class Contents {
  readonly #deps: Deps
  #said: Said | null = null

  constructor(deps: Deps) {
    this.#deps = deps
  }

  known(row: Row): Known | undefined {
    return this.#saidNow().known.get(row.uuid)
  }

  /** Asks once for all who ask at the same time. */
  ask(row: Row): Promise<Content | null> {
    const said = this.#saidNow()
    const asked = said.asked.get(row.uuid)
    if (asked !== undefined) return asked
    const asking = this.#read(said, row).finally(() => said.asked.delete(row.uuid))
    said.asked.set(row.uuid, asking)
    return asking
  }

  #saidNow(): Said {
    const engine = engineOf(this.#deps)
    if (this.#said?.engine !== engine) this.#said = { engine, known: new Map(), asked: new Map() }
    return this.#said
  }

  async #read({ engine, known }: Said, row: Row): Promise<Content | null> {
    const { uuid, v1, v2 } = row
    const torrent = watchOf(this.#deps).torrentOf(row) ?? (await engine.find({ v1, v2, tag: tagOf(uuid) }))
    if (!torrent) {
      known.delete(uuid)
      return null
    }
    const content = { torrent, files: torrent.state === 'metadata' ? [] : await engine.files(torrent.key) }
    known.delete(uuid)
    known.set(uuid, { at: this.#deps.clock.now(), content })
    const [oldest] = known.keys()
    if (oldest !== undefined && known.size > remembered) known.delete(oldest)
    return content
  }
}

const contentsOf = perHouse((deps) => new Contents(deps))

/** How many files a torrent has, as the engine said some moments ago; null where nobody asked it. */
export const knownFileCount = (deps: Deps, row: Row): number | null =>
  contentsOf(deps).known(row)?.content.files.length ?? null

/** Asks the engine for a torrent and its files; null where it has no such torrent. Throws {@link EngineError}. */
export const contentNow = (deps: Deps, row: Row): Promise<Content | null> => contentsOf(deps).ask(row)

/**
 * A torrent in which a file is whole, as the engine said some moments ago or says now. What it said once holds also
 * while it does not answer: a whole file stays where it is.
 * @throws {EngineError} where it has to be asked and does not answer
 */
export async function contentWith(deps: Deps, row: Row, file: number): Promise<Content | null> {
  const contents = contentsOf(deps)
  const known = contents.known(row)
  const isWhole = known?.content.files.some(({ index, progress }) => index === file && progress === 1)
  if (known && isWhole && deps.clock.now() - known.at < fresh) return known.content
  try {
    return await contents.ask(row)
  } catch (error) {
    if (!(error instanceof EngineError) || !known || !isWhole) throw error
    return known.content
  }
}
