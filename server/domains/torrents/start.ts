import type { Deps } from '../../platform/deps.ts'
import { leaveEngine } from './engine/current.ts'
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
