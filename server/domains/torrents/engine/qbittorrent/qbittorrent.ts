import { Readable } from 'node:stream'
import type { FilePriority, ShareLimit, ShareLimits } from '../../../../../shared/torrents.ts'
import { type Clock, minutes } from '../../../../platform/clock.ts'
import {
  type EngineBytes,
  type EngineLook,
  type EngineTorrent,
  isAnother,
  type TorrentEngine,
  type TorrentIdentity,
  type TorrentSource,
} from '../engine.ts'
import { engineError, shortAnswer } from '../problems.ts'
import { fileViews, peerViews, priorityNumber, trackerViews } from './details.ts'
import { Holdings, type RawSync } from './holdings.ts'
import { type Access, Session } from './session.ts'
import { type RawTorrent, torrentOf } from './torrent.ts'
import type { WireAnswer } from './wire.ts'

/** How long the free space counts while only lists are asked. */
const freshFor = minutes(1)

type Fields = Readonly<Record<string, string>>

const passedOn = ['content-type', 'content-length', 'content-range', 'accept-ranges', 'etag', 'last-modified']

/** A limit of sharing as qBittorrent takes it. */
function shareLimit(limit: ShareLimit): string {
  if (limit === 'engine') return '-2'
  return limit === null ? '-1' : String(limit)
}

/** Throws {@link EngineError} for an answer that is not a good one. */
function wanted({ status, text }: WireAnswer): string {
  if (status >= 200 && status < 300) return text
  if (status === 404) throw engineError('refused', 'gone')
  throw engineError('failed', 'failed', { answer: `${status} ${shortAnswer(text)}` })
}

function parsed<T>(answer: WireAnswer): T {
  const text = wanted(answer)
  try {
    return JSON.parse(text) as T
  } catch (error) {
    throw engineError('failed', 'failed', { answer: shortAnswer(text) }, error)
  }
}

/** Whether qBittorrent took a torrent: older versions say so in a word, newer ones count. */
function isTaken(answer: WireAnswer): boolean {
  if (answer.status === 409 || answer.status === 415) return false
  const said = wanted(answer).trim()
  if (!said.startsWith('{')) return said !== 'Fails.'
  const { failure_count = 0 } = parsed<{ failure_count?: number }>(answer)
  return failure_count === 0
}

/** A qBittorrent from 4.4 to 5.3, over its web interface. */
export class QBittorrent implements TorrentEngine {
  readonly #session: Session
  readonly #clock: Clock
  readonly #holdings = new Holdings()
  /** Where the next delta begins: the number that the last one came with, in the session that it came in. */
  #next = { rid: 0, generation: -1, at: 0 }
  /**
   * Once a torrent awaits its content, `sync/maindata` is asked once a session at most: qBittorrent 5.1 and 5.3 die of
   * it where the content made the torrent change its key since the session was told of it.
   */
  #avoidsSync = false
  #looking: Promise<EngineLook> | null = null
  sendsFiles = false

  /** @param access asked before each sign-in */
  constructor(access: () => Access, clock: Clock) {
    this.#clock = clock
    this.#session = new Session(access, clock)
  }

  async version(): Promise<string> {
    const { program, latest } = await this.#session.dialect()
    this.sendsFiles = latest
    return program
  }

  look(): Promise<EngineLook> {
    this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = null
    })
    return this.#looking
  }

  async find({ v1, v2, tag }: TorrentIdentity): Promise<EngineTorrent | null> {
    const known = [...this.#holdings.look().torrents.values()]
      .filter((held) => (v1 !== null && held.v1 === v1) || (v2 !== null && held.v2 === v2))
      .map(({ key }) => key)
    const hashes = new Set([...known, ...(v1 === null ? [] : [v1]), ...(v2 === null ? [] : [v2.slice(0, 40)])])
    const [byHash] = await this.#list({ hashes: [...hashes].join('|') })
    if (byHash) return byHash
    const tagged = await this.#list({ tag })
    return tagged.find((held) => !isAnother(held, { v1, v2 })) ?? null
  }

  async add(source: TorrentSource, tag: string, apart: string | null = null): Promise<void> {
    const form = new FormData()
    if ('magnet' in source) {
      // A line that is no magnet would be read as a path on the engine's machine, or be fetched.
      if (!/^magnet:\?\S+$/i.test(source.magnet)) throw engineError('refused', 'refused')
      form.append('urls', source.magnet)
      this.#avoidsSync = true
    } else {
      form.append('torrents', new Blob([Uint8Array.from(source.file)]), 'torrent.torrent')
    }
    form.append('tags', tag)
    if (apart !== null) {
      const folder = wanted(await this.#session.get('api/v2/app/defaultSavePath')).replace(/[\\/]+$/, '')
      form.append('savepath', `${folder}/${apart}`)
      form.append('autoTMM', 'false')
    }
    for (const name of ['paused', 'stopped']) form.append(name, 'false')
    const answer = await this.#session.postForm('api/v2/torrents/add', form)
    if (!isTaken(answer)) throw engineError('refused', 'refused')
  }

  tag = (keys: readonly string[], tag: string) => this.#command('addTags', keys, { tags: tag })

  async pause(keys: readonly string[]): Promise<void> {
    const { stops } = await this.#session.dialect()
    await this.#command(stops ? 'stop' : 'pause', keys)
  }

  async resume(keys: readonly string[]): Promise<void> {
    const { stops } = await this.#session.dialect()
    if (this.#holdings.awaitsContent(this.#holdings.current(keys))) this.#avoidsSync = true
    await this.#command(stops ? 'start' : 'resume', keys)
  }

  recheck = (keys: readonly string[]) => this.#command('recheck', keys)

  remove = (keys: readonly string[], withData: boolean) =>
    this.#command('delete', keys, { deleteFiles: String(withData) })

  async setPriority(key: string, files: readonly number[], priority: FilePriority): Promise<void> {
    const [hash = key] = this.#holdings.current([key])
    const fields = { hash, id: files.join('|'), priority: priorityNumber(priority) }
    const answer = await this.#session.post('api/v2/torrents/filePrio', fields)
    if (answer.status === 409) throw engineError('refused', 'contentUnknown')
    wanted(answer)
  }

  async setShareLimits(keys: readonly string[], { ratio, seedingMinutes }: ShareLimits): Promise<void> {
    const { latest } = await this.#session.dialect()
    const isEngines = ratio === 'engine' && seedingMinutes === 'engine'
    await this.#command('setShareLimits', keys, {
      ratioLimit: shareLimit(ratio),
      seedingTimeLimit: shareLimit(seedingMinutes),
      inactiveSeedingTimeLimit: shareLimit(isEngines ? 'engine' : null),
      ...(latest && isEngines ? { shareLimitAction: 'Default', shareLimitsMode: 'Default' } : {}),
      ...(latest && !isEngines ? { shareLimitAction: 'Stop', shareLimitsMode: 'MatchAny' } : {}),
    })
  }

  limitDownload = (keys: readonly string[], speed: number | null) =>
    this.#command('setDownloadLimit', keys, { limit: String(speed ?? 0) })

  files = async (key: string) => fileViews(parsed(await this.#of('torrents/files', key)))

  trackers = async (key: string) => trackerViews(parsed(await this.#of('torrents/trackers', key)))

  async peers(key: string) {
    const answer = await this.#of('sync/torrentPeers', key, { rid: '0' })
    return peerViews(parsed<{ peers?: Parameters<typeof peerViews>[0] }>(answer).peers ?? {})
  }

  async openFile(key: string, file: number, range: string | null): Promise<EngineBytes> {
    await this.version()
    if (!this.sendsFiles) throw engineError('refused', 'noFiles')
    const [hash = key] = this.#holdings.current([key])
    const query = { hash, file: String(file) }
    const response = await this.#session.open('api/v2/torrents/downloadFile', query, range === null ? {} : { range })
    const { statusCode: status = 0, headers } = response
    if (status !== 200 && status !== 206) {
      response.destroy()
      throw status === 404 ? engineError('refused', 'gone') : engineError('failed', 'failed', { answer: `${status}` })
    }
    const named = passedOn.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : []))
    const body = Readable.toWeb(response) as ReadableStream<Uint8Array>
    return { status, headers: Object.fromEntries(named), body }
  }

  close(): Promise<void> {
    return this.#session.close()
  }

  async #lookOnce(): Promise<EngineLook> {
    // A magnet that nobody sends may wait for days: the free space, which lists do not tell, is asked now and then.
    if (this.#avoidsSync && this.#clock.now() >= this.#next.at + freshFor) await this.#session.leave()
    await this.version()
    const synced = this.#next.generation === this.#session.generation
    if (this.#avoidsSync && synced) await this.#lookByList()
    else await this.#lookBySync()
    return this.#holdings.look()
  }

  async #lookBySync(): Promise<void> {
    const { generation } = this.#session
    const rid = this.#next.generation === generation ? this.#next.rid : 0
    const sync = parsed<RawSync>(await this.#session.get('api/v2/sync/maindata', { rid: String(rid) }))
    this.#holdings.sync(rid === 0 ? { ...sync, full_update: true } : sync)
    // A session that ended meanwhile was opened anew, and its numbers begin anew.
    this.#next = { rid: sync.rid, generation: this.#session.generation, at: this.#clock.now() }
    if (this.#holdings.awaitsContent()) this.#avoidsSync = true
  }

  async #lookByList(): Promise<void> {
    const torrents = parsed<RawTorrent[]>(await this.#session.get('api/v2/torrents/info'))
    this.#holdings.list(torrents, parsed(await this.#session.get('api/v2/transfer/info')))
    if (this.#holdings.awaitsContent()) return
    await this.#session.leave()
    this.#avoidsSync = false
  }

  async #list(filter: Fields): Promise<EngineTorrent[]> {
    const answer = await this.#session.get('api/v2/torrents/info', filter)
    return parsed<RawTorrent[]>(answer).flatMap((raw) => (raw.hash ? [torrentOf(raw.hash, raw)] : []))
  }

  #of(path: string, key: string, more: Fields = {}): Promise<WireAnswer> {
    const [hash = key] = this.#holdings.current([key])
    return this.#session.get(`api/v2/${path}`, { hash, ...more })
  }

  async #command(name: string, keys: readonly string[], fields: Fields = {}): Promise<void> {
    if (keys.length === 0) return
    const hashes = this.#holdings.current(keys).join('|')
    wanted(await this.#session.post(`api/v2/torrents/${name}`, { hashes, ...fields }))
  }
}
