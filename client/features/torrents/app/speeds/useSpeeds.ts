import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type SpeedColumns, type SpeedSpan, spans, type TorrentSpeeds } from '../../../../../shared/torrent-speeds.ts'
import type { Reading } from '../../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { type SpeedNow, withPoint } from './livePoints.ts'

/** The line of a chart, and until when it reaches, in seconds since the epoch by the server's clock. */
export interface SpeedLine extends SpeedColumns {
  readonly until: number
}

const secondsNow = () => Date.now() / 1000

/**
 * The speeds of a torrent, or of the whole engine where it is null. The live line goes on from what the page is told
 * anyway; longer ones are read again only while something moves.
 */
export function useSpeeds(torrentId: number | null, span: SpeedSpan, now: SpeedNow | null): Reading<SpeedLine> {
  const moves = now !== null && (now.down > 0 || now.up > 0)
  const query = useQuery({
    ...useProcedures().torrents.speeds.queryOptions({ torrentId, span }),
    staleTime: 0,
    refetchInterval: span !== 'live' && moves && spans[span].step * 1000,
  })
  const live = useLivePoints(span === 'live' ? query.data : undefined, now)
  const isKnown = now !== null
  const wasKnown = useRef(isKnown)
  const { refetch } = query
  useEffect(() => {
    // What happened while the connection or the engine was away, the server may know.
    if (isKnown && !wasKnown.current) void refetch()
    wasKnown.current = isKnown
  }, [isKnown, refetch])
  const data = span === 'live' ? live : query.data && { ...query.data, until: query.data.now }
  return { data: data ?? undefined, error: query.error, isFetching: query.isFetching, refetch: query.refetch }
}

function useLivePoints(read: TorrentSpeeds | undefined, now: SpeedNow | null): SpeedLine | null {
  const [line, setLine] = useState<SpeedLine | null>(null)
  const latest = useRef(now)
  useEffect(() => {
    latest.current = now
  }, [now])
  useEffect(() => {
    if (!read) return setLine(null)
    // Browsers' clocks are off by minutes now and then.
    const ahead = secondsNow() - read.now
    let points: SpeedColumns = read
    const go = () => {
      const until = Math.floor(secondsNow() - ahead)
      points = withPoint(points, until, latest.current)
      setLine({ ...points, until })
    }
    go()
    const timer = setInterval(go, spans.live.step * 1000)
    return () => clearInterval(timer)
  }, [read])
  return line
}
