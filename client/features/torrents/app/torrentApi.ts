import { useApi } from '../../../ui/services.tsx'

/** The house's procedures for torrents. */
export const useTorrentApi = () => useApi().torrents

/** What only administrators choose of a removal. */
export interface RemovalChoice {
  /** Also where others own it. */
  readonly wholly: boolean
  /** Else the files stay on the engine's disk. */
  readonly withData: boolean
}
