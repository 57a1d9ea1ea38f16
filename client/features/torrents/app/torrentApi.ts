import { useMemo } from 'react'
import type { TorrentRemoval } from '../../../../shared/torrents.ts'
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

/** The ids of a query travel in its address, which has no room for more. */
const idsAtOnce = 500

/** What deleting would do to each of these torrents. */
export async function removalsOf(
  api: ReturnType<typeof useTorrentApi>,
  ids: readonly number[],
  wholly: boolean,
): Promise<TorrentRemoval[]> {
  const starts = Array.from({ length: Math.ceil(ids.length / idsAtOnce) }, (_, part) => part * idsAtOnce)
  const parts = starts.map((start) => api.removal.query({ ids: ids.slice(start, start + idsAtOnce), wholly }))
  return (await Promise.all(parts)).flat()
}
