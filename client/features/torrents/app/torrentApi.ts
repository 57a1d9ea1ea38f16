import type { EngineView } from '../../../../shared/torrent-engine.ts'
import type {
  AddedTorrent,
  ShareLimits,
  TorrentDetail,
  TorrentList,
  TorrentOutcome,
  TorrentRemoval,
  TorrentScope,
} from '../../../../shared/torrents.ts'
import { useApi } from '../../../ui/services.tsx'

interface Query<Input, Output> {
  query(input: Input): Promise<Output>
}

interface Mutation<Input, Output> {
  mutate(input: Input): Promise<Output>
}

interface Ids {
  readonly ids: number[]
}

/** What only administrators choose. */
export interface RemovalChoice {
  /** Also where others own it. */
  readonly wholly: boolean
  /** Else the files stay on the engine's disk. */
  readonly withData: boolean
}

/** The house's procedures for torrents, as these pages call them. */
export interface TorrentApi {
  readonly list: Query<{ scope: TorrentScope }, TorrentList>
  readonly engine: Query<void, EngineView>
  readonly addMagnet: Mutation<{ magnet: string }, AddedTorrent>
  readonly retry: Mutation<Ids, readonly TorrentOutcome[]>
  readonly pause: Mutation<Ids, readonly TorrentOutcome[]>
  readonly resume: Mutation<Ids, readonly TorrentOutcome[]>
  readonly recheck: Mutation<Ids, readonly TorrentOutcome[]>
  readonly removal: Query<Ids & Pick<RemovalChoice, 'wholly'>, readonly TorrentRemoval[]>
  readonly remove: Mutation<Ids & RemovalChoice, readonly TorrentOutcome[]>
  readonly setShareLimits: Mutation<Ids & ShareLimits, readonly TorrentOutcome[]>
  readonly detail: Query<{ id: number }, TorrentDetail>
}

export const useTorrentApi = (): TorrentApi => (useApi() as unknown as { readonly torrents: TorrentApi }).torrents
