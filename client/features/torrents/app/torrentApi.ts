import { useMemo } from 'react'
import { useApi } from '../../../ui/services.tsx'

/** The house's procedures for torrents. */
export function useTorrentApi() {
  const api = useApi()
  // Asked for twice, the client answers with two objects.
  return useMemo(() => api.torrents, [api])
}

/** What only administrators choose of a removal. */
export interface RemovalChoice {
  /** Also where others own it. */
  readonly wholly: boolean
  /** Else the files stay on the engine's disk. */
  readonly withData: boolean
}
