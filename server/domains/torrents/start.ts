import type { Deps } from '../../platform/deps.ts'
import { leaveEngine } from './engine/current.ts'
import { followSettings, managedOf } from './engine/managed/managed.ts'
import { torrentsOf } from './rows.ts'
import { tellTorrent } from './telling.ts'
import { watchOf } from './watch/watch.ts'

/** Runs the house's own engine where it is the chosen one, and watches the engine, until the house closes. */
export async function startTorrents(deps: Deps): Promise<() => Promise<void>> {
  const stopManaged = managedOf(deps).open()
  const stop = watchOf(deps).start()
  return async () => {
    await Promise.all([stop(), leaveEngine(deps)])
    await stopManaged()
  }
}

/** Turns to the engine, after the commit: it is another one, or the module was switched. */
export function lookAnew(deps: Deps): void {
  followSettings(deps)
  deps.onCommit(() => void watchOf(deps).refresh())
}

/** Tells the rooms of the torrents that an account owns that it is gone from them. Before its row goes. */
export function tellOfOwner(deps: Deps, { accountId }: { accountId: number }): void {
  for (const { id } of torrentsOf(deps, accountId)) tellTorrent(deps, id)
}
