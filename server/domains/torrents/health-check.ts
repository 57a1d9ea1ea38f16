import { minutes } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import type { HealthCheck, HealthReport } from '../../platform/domain.ts'
import { watchOf } from './watch/watch.ts'

async function check(deps: Deps): Promise<HealthReport> {
  if (!deps.domainOn('torrents')) return { state: 'off', message: 'torrents.health.none' }
  const watch = watchOf(deps)
  // Where nobody looks and nothing is unfinished, nobody else would notice.
  if (deps.live.isServing) await watch.refresh()
  const { state, since, version } = watch.standing()
  if (state === 'none') return { state: 'off', message: 'torrents.health.none' }
  if (state === 'up') return { state: 'ok', message: 'torrents.health.up', args: { version: version ?? '' } }
  if (state === 'starting') return { state: 'ok', message: 'torrents.health.starting' }
  const at = since === null ? deps.clock.now() : Date.parse(since)
  const isLong = deps.clock.now() - at >= minutes(5)
  return { state: isLong ? 'red' : 'attention', message: 'torrents.health.down', at }
}

/** Whether the engine answers, and since when it does not. */
export const engineCheck: HealthCheck = {
  name: 'torrents.health.engine',
  cure: { text: 'torrents.health.cure', to: '/admin/torrents' },
  check,
}
