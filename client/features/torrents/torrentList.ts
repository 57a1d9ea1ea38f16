import type { RoomState } from '../../../shared/definitions.ts'
import type { TorrentList, TorrentView } from '../../../shared/torrents.ts'
import type { TorrentPatch } from '../../../shared/torrents-live.ts'

/** What `torrents.moved` carries. */
export interface Moved {
  readonly put?: readonly TorrentView[]
  readonly moved?: readonly TorrentPatch[]
  readonly gone?: readonly number[]
}

/** A list as it stands: another object after each change, so that whoever draws it sees that it changed. */
export interface Listed {
  /** Null until it was read. */
  readonly torrents: readonly TorrentView[] | null
}

interface MovedEvent {
  readonly seq: number
  readonly moved: Moved
}

/** One list of torrents, kept by its snapshot and the events after it. Events that come before a snapshot wait for it. */
export class LiveTorrents {
  readonly #listeners = new Set<() => void>()
  readonly #rows = new Map<number, TorrentView>()
  #room: RoomState | null = null
  #isReading = false
  #early: MovedEvent[] = []
  #listed: Listed = { torrents: null }

  /** Where the room stood with what is shown; null until it was read. */
  get room(): RoomState | null {
    return this.#room
  }

  readonly current = (): Listed => this.#listed

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A snapshot is on its way: what happens meanwhile is kept for it. */
  awaitSnapshot(): void {
    this.#isReading = true
  }

  /** The snapshot could not be read: what is shown stays, and follows what happened meanwhile. */
  giveUp(): void {
    const early = this.#endReading()
    const taken = early.filter((event) => this.#take(event))
    if (taken.length > 0) this.#tell()
  }

  #endReading(): readonly MovedEvent[] {
    const early = this.#early
    this.#isReading = false
    this.#early = []
    return early
  }

  snapshot({ room, torrents }: TorrentList): void {
    const early = this.#endReading()
    this.#room = room
    const known = new Set(torrents.map(({ id }) => id))
    for (const id of this.#rows.keys()) if (!known.has(id)) this.#rows.delete(id)
    for (const torrent of torrents) this.#rows.set(torrent.id, torrent)
    for (const event of early) this.#take(event)
    this.#tell()
  }

  event(seq: number, moved: Moved): void {
    if (this.#isReading) this.#early.push({ seq, moved })
    else if (this.#take({ seq, moved })) this.#tell()
  }

  #take({ seq, moved: { put = [], moved = [], gone = [] } }: MovedEvent): boolean {
    if (!this.#room || seq <= this.#room.seq) return false
    this.#room = { epoch: this.#room.epoch, seq }
    for (const torrent of put) this.#rows.set(torrent.id, torrent)
    for (const patch of moved) {
      const row = this.#rows.get(patch.id)
      if (row) this.#rows.set(row.id, { ...row, ...patch })
    }
    for (const id of gone) this.#rows.delete(id)
    return true
  }

  #tell(): void {
    this.#listed = { torrents: [...this.#rows.values()] }
    for (const listener of this.#listeners) listener()
  }
}
