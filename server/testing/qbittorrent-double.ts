import http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { answerCall, type DoubleCall, type DoubleSession } from './qbittorrent-double-answers.ts'
import { contentFields, type DoubleTorrent, doubleFiles, keyOf, newTorrent } from './qbittorrent-double-torrents.ts'

export type DoubleVersion = '4.5' | '5.1' | '5.3'

export const doubleVersions = ['4.5', '5.1', '5.3'] as const satisfies readonly DoubleVersion[]

const numbers = {
  '4.5': { program: 'v4.5.2', api: '2.8.19' },
  '5.1': { program: 'v5.1.0', api: '2.11.4' },
  '5.3': { program: 'v5.3.0', api: '2.16.2' },
} as const

export interface DoubleOptions {
  readonly version?: DoubleVersion
  /** Where a proxy lets it begin, `/qbt`. */
  readonly path?: string
}

/** What a test says of a torrent that somebody else added. */
export interface Stranger {
  readonly v1?: string
  readonly v2?: string
  readonly name?: string
  readonly size?: number
  readonly tags?: string
  readonly state?: string
}

/**
 * A qBittorrent of one of three versions, as it answers over HTTP: what was measured of each is replayed, a crash
 * included. Nothing moves by itself; tests move it on.
 */
export class QBittorrentDouble {
  readonly version: DoubleVersion
  readonly path: string
  readonly username = 'admin'
  password = 'double-password'
  /** By the key under which it holds them. */
  readonly torrents = new Map<string, DoubleTorrent>()
  readonly sessions = new Map<string, DoubleSession>()
  /** What it was asked, sign-ins included. */
  readonly calls: DoubleCall[] = []
  readonly removed: { readonly key: string; readonly withData: boolean }[] = []
  serverState: Record<string, number> = { dl_info_speed: 0, up_info_speed: 0, free_space_on_disk: 500_000_000_000 }
  failedSignIns = 0
  /** Reads of the list in which a torrent that is added does not show itself yet. */
  lateReads = 0
  /** Answers these paths, `api/v2/…`, with this status. */
  readonly broken = new Map<string, number>()
  /** Whether it died of `sync/maindata`. */
  crashed = false
  /** Milliseconds, as tests set it. */
  now = () => Date.now()
  #server: http.Server | null = null
  #port = 0
  readonly #sockets = new Set<Socket>()

  private constructor({ version = '5.1', path = '' }: DoubleOptions) {
    this.version = version
    this.path = path
  }

  static async start(options: DoubleOptions = {}): Promise<QBittorrentDouble> {
    const double = new QBittorrentDouble(options)
    await double.#listen()
    return double
  }

  get port(): number {
    return this.#port
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}${this.path}`
  }

  get program(): string {
    return numbers[this.version].program
  }

  get api(): string {
    return numbers[this.version].api
  }

  /** Stops answering, as if it had been ended, or comes back; its torrents stay, sessions do not. */
  async setDown(down: boolean): Promise<void> {
    if (down) await this.stop()
    else if (!this.#server) {
      this.crashed = false
      await this.#listen()
    }
  }

  /** Ends all sessions, as after its time-out. */
  endSessions(): void {
    this.sessions.clear()
  }

  /** The torrent of this v1, v2 or key. Throws where there is none. */
  torrent(hash: string): DoubleTorrent {
    for (const [key, torrent] of this.torrents) {
      const { infohash_v1, infohash_v2 } = torrent.fields
      if ([key, infohash_v1, infohash_v2].includes(hash)) return torrent
    }
    throw new Error(`The double holds no torrent ${hash}`)
  }

  /** Sets any field that it tells of a torrent. */
  set(hash: string, fields: Readonly<Record<string, unknown>>): void {
    Object.assign(this.torrent(hash).fields, fields)
  }

  /** @param progress from 0 to 1. Speeds in bytes a second. */
  setProgress(hash: string, progress: number, { down = 1_000_000, up = 0 } = {}): void {
    this.set(hash, { progress, dlspeed: down, upspeed: up, state: 'downloading', eta: 60 })
    for (const file of this.torrent(hash).files) if (file.priority > 0) file.progress = progress
    this.#sumSpeeds()
  }

  finish(hash: string): void {
    this.setProgress(hash, 1, { down: 0 })
    this.set(hash, { state: 'stalledUP', eta: 8_640_000, completion_on: Math.floor(this.now() / 1000) })
  }

  fail(hash: string, state: 'error' | 'missingFiles' = 'error'): void {
    this.set(hash, { state, dlspeed: 0, upspeed: 0 })
    this.#sumSpeeds()
  }

  /** A magnet's content arrives. With a v2 of its own a torrent known by v1 becomes a hybrid and changes its key. */
  becomeKnown(
    hash: string,
    content: { name: string; files: readonly { name: string; size: number }[]; v1?: string; v2?: string },
  ): void {
    const torrent = this.torrent(hash)
    const { fields } = torrent
    const before = fields.hash
    Object.assign(fields, contentFields(content.name, content.files), { state: 'stalledDL' })
    fields.infohash_v1 = content.v1 ?? fields.infohash_v1
    fields.infohash_v2 = content.v2 ?? fields.infohash_v2
    fields.hash = keyOf(fields.infohash_v1, fields.infohash_v2)
    torrent.files = doubleFiles(content.files)
    if (fields.hash === before) return
    this.torrents.delete(before)
    this.torrents.set(fields.hash, torrent)
    for (const session of this.sessions.values()) if (session.synced) session.poisoned = true
  }

  /** Somebody removes it with another program. */
  removeFromEngine(hash: string): void {
    this.torrents.delete(this.torrent(hash).fields.hash)
  }

  /** Somebody adds one with another program; answers its key. */
  putStranger({ v1 = '', v2 = '', name = 'stranger', size = 1000, tags = '', state = 'stalledUP' }: Stranger): string {
    const torrent = newTorrent({ v1, v2, name, files: [{ name, size }] }, tags, this.now())
    Object.assign(torrent.fields, { state, progress: /DL$|downloading/.test(state) ? 0 : 1 })
    this.torrents.set(torrent.fields.hash, torrent)
    return torrent.fields.hash
  }

  /** Dies as a program dies: no answer, and nothing listens any more. */
  crash(): void {
    this.crashed = true
    this.stop().catch(() => {})
  }

  async stop(): Promise<void> {
    const server = this.#server
    this.#server = null
    this.sessions.clear()
    for (const socket of this.#sockets) socket.destroy()
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
  }

  #sumSpeeds(): void {
    const sum = (field: string) =>
      [...this.torrents.values()].reduce((all, { fields }) => all + Number(fields[field]), 0)
    this.serverState = { ...this.serverState, dl_info_speed: sum('dlspeed'), up_info_speed: sum('upspeed') }
  }

  async #listen(): Promise<void> {
    const server = http.createServer((request, response) => {
      answerCall(this, request, response).catch((error: unknown) => response.destroy(error as Error))
    })
    server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', resolve)
    })
    this.#server = server
    this.#port = (server.address() as AddressInfo).port
  }
}
