import { spans, wholeEngine } from '../../../../shared/torrent-speeds.ts'
import type { Deps } from '../../../platform/deps.ts'
import { recorderOf } from './recorder.ts'
import { dropOlderRows, olderRows, torrentsWithRows, writeSpeed } from './rows.ts'
import { longerRows, lookedAt } from './stretches.ts'

const day = 86_400

/** From which age on rows of one length become rows of another; all in seconds. */
const thinnings = [
  { from: 60, to: 600, after: day },
  { from: 600, to: 3600, after: 7 * day },
] as const

/** Makes ten-minute rows of those older than a day, hourly ones after a week, and drops them after thirty days. */
export function thin(deps: Deps): void {
  const recorder = recorderOf(deps)
  recorder.writeEnded()
  const now = Math.floor(deps.clock.now() / 1000)
  deps.inTx(() => {
    const torrents = torrentsWithRows(deps)
    for (const { from, to, after } of thinnings) {
      // Whole slots only: one of which a part is still young would be made twice.
      const before = now - after - ((now - after) % to)
      const looked = lookedAt(olderRows(deps, wholeEngine, from, before), to)
      for (const id of torrents) {
        for (const row of longerRows(olderRows(deps, id, from, before), to, looked)) {
          if (id === wholeEngine || row.down > 0 || row.up > 0) writeSpeed(deps, id, row)
        }
        dropOlderRows(deps, id, from, before)
      }
    }
    const oldest = now - spans.month.length
    for (const id of torrents) dropOlderRows(deps, id, spans.month.step, oldest - (oldest % spans.month.step))
  })
}
