import type { Deps } from '../../platform/deps.ts'
import { leaveEngine } from './engine/current.ts'
import { recordSpeeds } from './speeds/recorder.ts'
import { watchOf } from './watch/watch.ts'

/** Watches the engine, and keeps what it finds, until the house closes. */
export async function startTorrents(deps: Deps): Promise<() => Promise<void>> {
  const stopRecording = recordSpeeds(deps)
  const stop = watchOf(deps).start()
  return async () => {
    await Promise.all([stop(), leaveEngine(deps)])
    stopRecording()
  }
}

/** Looks at once, after the commit: the engine is another one, or the module was switched. */
export const lookAnew = (deps: Deps): void => deps.onCommit(() => void watchOf(deps).refresh())
