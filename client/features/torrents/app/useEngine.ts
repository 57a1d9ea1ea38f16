import { useCallback, useEffect, useState } from 'react'
import type { EngineStanding } from '../../../../shared/torrent-engine.ts'
import { engineMoved, engineRoom, torrentsRoomId } from '../../../../shared/torrents-live.ts'
import { isEvent } from '../../../lib/live.ts'
import { useLive } from '../../../ui/services.tsx'
import { useTorrentApi } from './torrentApi.ts'

/** How the engine is, live; null until it is known. */
export function useEngine(): EngineStanding | null {
  const api = useTorrentApi()
  const [standing, setStanding] = useState<EngineStanding | null>(null)
  const read = useCallback(() => {
    // What the line at the top would say of a failure, the list says.
    api.engine.query().then(
      (view) => setStanding(view.standing),
      () => undefined,
    )
  }, [api])
  useEffect(read, [read])
  useLive(engineRoom.name, torrentsRoomId, {
    onEvent: (event) => {
      if (isEvent(event, engineMoved)) setStanding(event.payload)
    },
    onStale: read,
  })
  return standing
}
