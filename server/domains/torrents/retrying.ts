import { DomainError } from '../../../shared/errors.ts'
import type { TorrentOutcome } from '../../../shared/torrents.ts'
import type { SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { recordOnOthers } from './acting/recording.ts'
import { sendAnew } from './adding.ts'
import { activeProblem } from './limits.ts'
import { torrentToActOn } from './policy.ts'

/** Gives the engine anew what it could not be given, or what it lost. Each on its own: one that cannot says why. */
export function retryTorrents(deps: Deps, actor: SignedIn, ids: readonly number[]): TorrentOutcome[] {
  const outcomes = [...new Set(ids)].map((id) => retry(deps, actor, id))
  recordOnOthers(
    deps,
    actor,
    'torrents.acts.retried',
    outcomes.filter(({ problem }) => problem === null),
  )
  return outcomes
}

function retry(deps: Deps, actor: SignedIn, id: number): TorrentOutcome {
  let name = ''
  try {
    const row = torrentToActOn(deps, actor, id)
    name = row.name
    const problem = deps.inTx(() => {
      const problem = activeProblem(deps, actor.account.id, id)
      if (!problem) sendAnew(deps, row)
      return problem
    })
    return { id, name, problem }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { id, name, problem: { key: error.key, args: error.args } }
  }
}
