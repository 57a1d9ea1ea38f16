import type { Deps } from '../../platform/deps.ts'
import { leaveEngine } from './engine/current.ts'
import { followSettings, managedOf } from './engine/managed/managed.ts'
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
