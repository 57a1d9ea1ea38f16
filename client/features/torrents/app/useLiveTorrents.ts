import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { TorrentScope, TorrentView } from '../../../../shared/torrents.ts'
import { allTorrentsRoom, ownTorrentsRoom, torrentsMoved, torrentsRoomId } from '../../../../shared/torrents-live.ts'
import { isEvent } from '../../../lib/live.ts'
import { useLive, useMe } from '../../../ui/services.tsx'
import { LiveTorrents } from '../torrentList.ts'
import { useTorrentApi } from './torrentApi.ts'

export interface TorrentsReading {
  /** Null until they were read. */
  readonly torrents: readonly TorrentView[] | null
  readonly error: unknown
  readonly isReading: boolean
  readonly readAgain: () => void
}

/** A list that follows its room: joined first, then read, then kept by what happens. */
export function useLiveTorrents(scope: TorrentScope): TorrentsReading {
  const api = useTorrentApi()
  const { account } = useMe()
  const [list] = useState(() => new LiveTorrents())
  const [error, setError] = useState<unknown>(null)
  const [isReading, setReading] = useState(true)
  const { torrents } = useSyncExternalStore(list.subscribe, list.current)

  const readAgain = useCallback(() => {
    list.awaitSnapshot()
    setReading(true)
    api.list
      .query({ scope })
      .then((read) => {
        list.snapshot(read)
        setError(null)
      })
      .catch((thrown: unknown) => {
        list.giveUp()
        setError(thrown)
      })
      .finally(() => setReading(false))
  }, [api, list, scope])

  // The socket may be long in coming, or not come at all: the list does not wait for it.
  useEffect(readAgain, [readAgain])
  useLive(
    scope === 'own' ? ownTorrentsRoom.name : allTorrentsRoom.name,
    scope === 'own' ? String(account?.id) : torrentsRoomId,
    {
      onEvent: (event) => {
        if (isEvent(event, torrentsMoved)) list.event(event.seq, event.payload)
      },
      onStale: readAgain,
    },
  )
  return { torrents, error, isReading, readAgain }
}
