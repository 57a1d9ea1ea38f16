import { type SpeedSpan, spans, type TorrentSpeeds, wholeEngine } from '../../../../shared/torrent-speeds.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Visible } from '../policy.ts'
import type { TorrentRow } from '../rows.ts'
import { recorderOf } from './recorder.ts'
import { speedRows } from './rows.ts'
import { columnsOf } from './stretches.ts'

/** Speeds over a span of time until now, of a torrent or, where it is null, of the whole engine. */
export function speedsOf(deps: Deps, row: Visible<TorrentRow> | null, span: SpeedSpan): TorrentSpeeds {
  const recorder = recorderOf(deps)
  recorder.writeEnded()
  const { length, step } = spans[span]
  const now = Math.floor(deps.clock.now() / 1000)
  const id = row?.id ?? wholeEngine
  const since = row === null ? 0 : Math.floor(row.addedAt / 1000)
  if (span === 'live') return { now, ...recorder.last.columns(id, Math.max(since, now - length)) }
  const from = Math.ceil((now - length) / step) * step
  const engine = speedRows(deps, wholeEngine, from, now)
  const rows = id === wholeEngine ? engine : speedRows(deps, id, from, now)
  return { now, ...columnsOf(rows, engine, step, since) }
}
