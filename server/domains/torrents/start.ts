import type { Deps } from '../../platform/deps.ts'
import { leaveEngine } from './engine/current.ts'
import { torrentsOf } from './rows.ts'
import { tellTorrent } from './telling.ts'
import { watchOf } from './watch/watch.ts'

/** Watches the engine until the house closes. */
export async function startTorrents(deps: Deps): Promise<() => Promise<void>> {
  const stop = watchOf(deps).start()
  return async () => {
    await Promise.all([stop(), leaveEngine(deps)])
  }
}

/** Looks at once, after the commit: the engine is another one, or the module was switched. */
export const lookAnew = (deps: Deps): void => deps.onCommit(() => void watchOf(deps).refresh())

/** Tells the rooms of the torrents that an account owns that it is gone from them. Before its row goes. */
export function tellOfOwner(deps: Deps, { accountId }: { accountId: number }): void {
  for (const { id } of torrentsOf(deps, accountId)) tellTorrent(deps, id)
}
