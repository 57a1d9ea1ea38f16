import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { TorrentQuota } from '../../../../../shared/torrents.ts'
import {
  engineMoved,
  engineRoom,
  ownTorrentsRoom,
  torrentsMoved,
  torrentsRoomId,
} from '../../../../../shared/torrents-live.ts'
import { isEvent } from '../../../../lib/live.ts'
import type { Reading } from '../../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useLive, useMe } from '../../../../ui/services.tsx'

/** Many torrents change together: what they come to is read once for all. In milliseconds. */
const together = 1500

/** What of a torrent counts towards what a member has. */
const counted = ['state', 'size', 'finishedAt', 'owners'] as const

/** What the person has and may still add, read again as their torrents change. */
export function useQuota(): Reading<TorrentQuota> {
  const { account } = useMe()
  const queries = useQueryClient()
  const options = useProcedures().torrents.quota.queryOptions()
  const query = useQuery(options)
  const [free, setFree] = useState<number | null | undefined>(undefined)
  const due = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(due.current), [])

  const readSoon = () => {
    clearTimeout(due.current)
    due.current = setTimeout(() => void queries.invalidateQueries({ queryKey: options.queryKey }), together)
  }
  useLive(ownTorrentsRoom.name, String(account?.id), {
    onEvent: (event) => {
      if (!isEvent(event, torrentsMoved)) return
      const { put, gone, moved } = event.payload
      if (put || gone || !moved || moved.some((patch) => counted.some((field) => field in patch))) readSoon()
    },
    onStale: readSoon,
  })
  useLive(engineRoom.name, torrentsRoomId, {
    onEvent: (event) => {
      if (isEvent(event, engineMoved)) setFree(event.payload.state === 'up' ? event.payload.freeSpace : null)
    },
    onStale: () => setFree(undefined),
  })
  const { data } = query
  return { ...query, data: data && free !== undefined ? { ...data, freeSpace: free } : data }
}
