import type { EngineLook, EngineTorrent } from '../engine.ts'
import { isContentUnknown, isSameTorrent, type RawTorrent, torrentOf } from './torrent.ts'

interface RawServerState {
  readonly dl_info_speed?: number
  readonly up_info_speed?: number
  readonly free_space_on_disk?: number
}

/** An answer of `sync/maindata`: everything, or what changed since the answer before. */
export interface RawSync {
  readonly rid: number
  readonly full_update?: boolean
  readonly torrents?: Readonly<Record<string, RawTorrent>>
  readonly torrents_removed?: readonly string[]
  readonly server_state?: RawServerState
}

/** All that a qBittorrent was last seen to hold, put together of what it told bit by bit. */
export class Holdings {
  #raw = new Map<string, RawTorrent>()
  #torrents: ReadonlyMap<string, EngineTorrent> = new Map()
  #server: RawServerState = {}
  /** By the key of old that of now. */
  readonly #renamed = new Map<string, string>()

  /** Takes an answer of `sync/maindata` in. */
  sync({ full_update, torrents = {}, torrents_removed = [], server_state = {} }: RawSync): void {
    const raw = full_update ? new Map<string, RawTorrent>() : this.#raw
    for (const key of torrents_removed) raw.delete(key)
    for (const [key, delta] of Object.entries(torrents)) raw.set(key, { ...raw.get(key), ...delta })
    this.#server = { ...this.#server, ...server_state }
    this.#put(raw, full_update ? raw.keys() : Object.keys(torrents), torrents_removed.length > 0)
  }

  /** Takes a whole list of torrents in, with the speeds; the free space stays what it was. */
  list(torrents: readonly RawTorrent[], speeds: RawServerState): void {
    const raw = new Map(torrents.flatMap((one) => (one.hash ? [[one.hash, one] as const] : [])))
    const { dl_info_speed = 0, up_info_speed = 0 } = speeds
    this.#server = { ...this.#server, dl_info_speed, up_info_speed }
    this.#put(raw, raw.keys(), true)
  }

  look(): EngineLook {
    const { dl_info_speed = 0, up_info_speed = 0, free_space_on_disk = 0 } = this.#server
    // It says 0 until it has looked at its disk.
    const freeSpace = free_space_on_disk > 0 ? free_space_on_disk : null
    return { torrents: this.#torrents, down: dl_info_speed, up: up_info_speed, freeSpace }
  }

  /** The keys as they are now: that of a hybrid changes when its content becomes known. */
  current(keys: readonly string[]): string[] {
    return keys.map((key) => (this.#torrents.has(key) ? key : (this.#renamed.get(key) ?? key)))
  }

  /** Whether the content of a torrent that is not paused, or of one of these, is unknown. */
  awaitsContent(keys: readonly string[] = []): boolean {
    for (const [key, raw] of this.#raw) {
      if (!isContentUnknown(raw)) continue
      if (this.#torrents.get(key)?.state !== 'paused' || keys.includes(key)) return true
    }
    return false
  }

  #put(raw: Map<string, RawTorrent>, changed: Iterable<string>, mayHaveGone: boolean): void {
    const before = this.#torrents
    const torrents = new Map(before)
    let moved = false
    if (raw !== this.#raw || mayHaveGone) {
      for (const key of before.keys()) if (!raw.has(key)) moved = torrents.delete(key)
    }
    for (const key of changed) {
      const torrent = torrentOf(key, raw.get(key) ?? {})
      const known = before.get(key)
      if (known && isSameTorrent(known, torrent)) continue
      torrents.set(key, torrent)
      moved = true
    }
    this.#raw = raw
    if (!moved) return
    this.#torrents = torrents
    for (const gone of before.values()) if (!torrents.has(gone.key)) this.#follow(gone)
  }

  #follow(gone: EngineTorrent): void {
    if (gone.v1 === null) return
    for (const { key, v1 } of this.#torrents.values()) if (v1 === gone.v1) this.#renamed.set(gone.key, key)
  }
}
