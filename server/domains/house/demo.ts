import type { DemoState } from '../../../shared/house.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import type { Deps } from '../../platform/deps.ts'

/** How much example content there is in the modules that are on; what lies in others counts as being in. */
export function demoState(deps: Deps): DemoState {
  const { demos } = deps.catalog
  return {
    isIn: demos.some(([, demo]) => demo.isIn(deps)),
    isWhole: demos.every(([domain, demo]) => !deps.domainOn(domain) || demo.isIn(deps)),
  }
}

/** Puts example content into every module that is on. */
export const insertDemo = (deps: Deps, actor: SignedIn): Promise<void> =>
  deps.underway.run(async () => {
    // What fails on the way leaves a part behind.
    record(deps, actor, 'house.acts.demoBegun')
    for (const [domain, demo] of deps.catalog.demos) if (deps.domainOn(domain)) await demo.insert(deps, actor)
    record(deps, actor, 'house.acts.demoInserted')
  })

/** Takes out all example content, and nothing else. */
export function removeDemo(deps: Deps, actor: SignedIn): void {
  deps.inTx(() => {
    for (const [, demo] of deps.catalog.demos) demo.remove(deps)
    record(deps, actor, 'house.acts.demoRemoved')
  })
}
