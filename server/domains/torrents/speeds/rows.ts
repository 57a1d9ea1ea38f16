import { wholeEngine } from '../../../../shared/torrent-speeds.ts'
import { prepared } from '../../../platform/db/open.ts'
import type { Deps } from '../../../platform/deps.ts'

/** Mean speeds in bytes a second over `step` seconds from `at` on, in seconds since the epoch. */
export interface SpeedRow {
  readonly step: number
  readonly at: number
  readonly down: number
  readonly up: number
}

const writing = prepared((db) =>
  // A torrent may have gone in the same minute; and a house that was restarted has two halves of one.
  db.$client.prepare<[SpeedRow & { torrentId: number }]>(
    `INSERT INTO torrent_speed (torrent_id, step, at, down, up)
      SELECT :torrentId, :step, :at, :down, :up
      WHERE :torrentId = ${wholeEngine} OR EXISTS (SELECT 1 FROM torrent WHERE id = :torrentId)
      ON CONFLICT DO UPDATE SET down = down + excluded.down, up = up + excluded.up`,
  ),
)

const reading = prepared((db) =>
  db.$client.prepare<[number, number, number], SpeedRow>(
    `SELECT step, at, down, up FROM torrent_speed
      WHERE torrent_id = ? AND step IN (60, 600, 3600) AND at >= ? AND at < ? ORDER BY at`,
  ),
)

const older = prepared((db) => ({
  read: db.$client.prepare<[number, number, number], SpeedRow>(
    'SELECT step, at, down, up FROM torrent_speed WHERE torrent_id = ? AND step = ? AND at < ? ORDER BY at',
  ),
  drop: db.$client.prepare<[number, number, number]>(
    'DELETE FROM torrent_speed WHERE torrent_id = ? AND step = ? AND at < ?',
  ),
  torrents: db.$client.prepare<[], number>('SELECT DISTINCT torrent_id FROM torrent_speed').pluck(),
}))

/** Writes a row in the caller's transaction; one of a torrent that is gone is dropped. */
export function writeSpeed(deps: Deps, torrentId: number, row: SpeedRow): void {
  writing(deps.db).run({ torrentId, ...row })
}

/** The rows of a torrent that begin in a stretch of time, oldest first. */
export const speedRows = (deps: Deps, torrentId: number, from: number, until: number): SpeedRow[] =>
  reading(deps.db).all(torrentId, from, until)

/** Rows of this length that begin before an instant, oldest first. */
export const olderRows = (deps: Deps, torrentId: number, step: number, before: number): SpeedRow[] =>
  older(deps.db).read.all(torrentId, step, before)

/** Forgets the rows that {@link olderRows} answers. */
export function dropOlderRows(deps: Deps, torrentId: number, step: number, before: number): void {
  older(deps.db).drop.run(torrentId, step, before)
}

/** Every torrent that has rows, the whole engine included. */
export const torrentsWithRows = (deps: Deps): number[] => older(deps.db).torrents.all()
