import type {
  FilePriority,
  PeerView,
  ShareLimits,
  TorrentFileView,
  TorrentProblem,
  TrackerView,
} from '../../../../shared/torrents.ts'

/** As the engine sees a torrent; `finished` is whole and not given on, `seeding` is whole and given on. */
export type EngineTorrentState =
  | 'metadata'
  | 'queued'
  | 'downloading'
  | 'stalled'
  | 'checking'
  | 'moving'
  | 'paused'
  | 'seeding'
  | 'finished'
  | 'missing'
  | 'failed'

/** A torrent that the engine holds. Sizes in bytes, speeds in bytes a second, instants in ms since the epoch. */
export interface EngineTorrent {
  /** The engine's own name of it, by which it is commanded; that of a hybrid may change once. */
  readonly key: string
  /** Hexadecimal, 40 and 64 digits. */
  readonly v1: string | null
  readonly v2: string | null
  readonly tags: readonly string[]
  readonly name: string
  readonly state: EngineTorrentState
  /** Null while the content of a magnet is unknown. */
  readonly size: number | null
  /** From 0 to 1. */
  readonly progress: number
  readonly down: number
  readonly up: number
  /** In seconds; null where nothing can be said. */
  readonly eta: number | null
  readonly ratio: number
  readonly seeds: number
  readonly peers: number
  readonly addedAt: number
  /** Where its content lies on the engine's machine; empty while unknown. */
  readonly contentPath: string
  readonly savePath: string
}

/** All that the engine holds at one moment. */
export interface EngineLook {
  /** By key. Torrents that did not change since the look before are the same objects. */
  readonly torrents: ReadonlyMap<string, EngineTorrent>
  readonly down: number
  readonly up: number
  /** On the disk of the download folder; null where the engine does not say. */
  readonly freeSpace: number | null
}

/** What tells a torrent apart: any of the three is enough. */
export interface TorrentIdentity {
  readonly v1: string | null
  readonly v2: string | null
  readonly tag: string
}

const differ = (one: string | null, other: string | null): boolean => one !== null && other !== null && one !== other

type Hashes = Pick<TorrentIdentity, 'v1' | 'v2'>

/** Whether what bears the tag of a torrent is another one: somebody put the tag on it. */
export const isAnother = (held: Hashes, known: Hashes): boolean =>
  differ(held.v1, known.v1) || differ(held.v2, known.v2)

/** What the engine is given to add. */
export type TorrentSource = { readonly magnet: string } | { readonly file: Uint8Array }

/**
 * Why the engine did not do what it was asked. `unreachable`: nobody answers · `wrong-address`: something else does ·
 * `tls` · `wrong-password` · `banned`: it refuses this house for a while · `too-old` · `redirected` · `failed`: an
 * answer that is not understood · `refused`: it does not take this torrent · `starting`: the house's own is not there
 * yet · `off`: there is none.
 */
export type EngineFailure =
  | 'unreachable'
  | 'wrong-address'
  | 'tls'
  | 'wrong-password'
  | 'banned'
  | 'too-old'
  | 'redirected'
  | 'failed'
  | 'refused'
  | 'starting'
  | 'off'

/** Thrown by every function of the port; `problem` says it in words. */
export class EngineError extends Error {
  readonly failure: EngineFailure
  readonly problem: TorrentProblem

  constructor(failure: EngineFailure, problem: TorrentProblem, options?: ErrorOptions) {
    super(failure, options)
    this.name = 'EngineError'
    this.failure = failure
    this.problem = problem
  }
}

/** A stretch of a file that the engine sends. */
export interface EngineBytes {
  /** 206 where a range was asked for and given. */
  readonly status: 200 | 206
  readonly headers: Readonly<Record<string, string>>
  readonly body: ReadableStream<Uint8Array>
}

/** A program that downloads torrents. Every function throws {@link EngineError}. */
export interface TorrentEngine {
  /** Connects where it is not yet, and answers the program's version, `v4.5.2`. */
  version(): Promise<string>
  /** Asks for all that it holds; whoever asks meanwhile gets the same answer. */
  look(): Promise<EngineLook>
  /**
   * Asks afresh: a torrent shows itself some milliseconds after it was added. What bears the tag and is another torrent
   * is not it.
   */
  find(identity: TorrentIdentity): Promise<EngineTorrent | null>
  /**
   * Answers once the engine has taken it, which does not yet mean that it shows itself. Throws `refused` for a duplicate
   * too.
   * @param apart name of a folder of its own within the engine's download folder; that folder itself where there is none
   */
  add(source: TorrentSource, tag: string, apart?: string | null): Promise<void>
  /** Adds a tag to those that they bear. Like all commands, what the engine does not hold is passed over. */
  tag(keys: readonly string[], tag: string): Promise<void>
  /** Neither downloads nor gives on. */
  pause(keys: readonly string[]): Promise<void>
  resume(keys: readonly string[]): Promise<void>
  /** Reads the files again and compares them with their hashes. */
  recheck(keys: readonly string[]): Promise<void>
  /** Lets go of torrents; `withData` deletes their files too, whoever else uses them. */
  remove(keys: readonly string[], withData: boolean): Promise<void>
  /** @param files by their numbers. Throws `refused` while the content is unknown. */
  setPriority(key: string, files: readonly number[], priority: FilePriority): Promise<void>
  /** Instead of the engine's own, which no longer count for these. */
  setShareLimits(keys: readonly string[], limits: ShareLimits): Promise<void>
  /** In bytes a second; null for no limit. */
  limitDownload(keys: readonly string[], speed: number | null): Promise<void>
  /** Its files in the engine's order. Like the two below, throws `refused` for a torrent that it does not hold. */
  files(key: string): Promise<readonly TorrentFileView[]>
  /** Without DHT, exchange of peers and the local network. */
  trackers(key: string): Promise<readonly TrackerView[]>
  /** Those that it is connected with now. */
  peers(key: string): Promise<readonly PeerView[]>
  /** Where it can send a finished file itself; `range` as in HTTP. */
  readonly sendsFiles: boolean
  /** Throws `refused` where it cannot, or the file is gone. */
  openFile(key: string, file: number, range: string | null): Promise<EngineBytes>
  /** Ends its session and what it has under way. */
  close(): Promise<void>
}
