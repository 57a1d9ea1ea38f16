import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import type { Actor, ActorAccount } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { audit } from './tables.ts'

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

/** Whom an act is written down to: an actor, or somebody who becomes one by it. */
export type Doer = Pick<Actor, 'address' | 'recorded'> & { readonly account: Pick<ActorAccount, 'id' | 'name'> | null }

/** Writes who did what into the audit log, in the caller's transaction. Values must not hold secrets. */
export function record(deps: Deps, actor: Doer, act: MessageKey, before?: unknown, after?: unknown): void {
  deps.db
    .insert(audit)
    .values({
      at: deps.clock.now(),
      accountId: actor.account?.id ?? null,
      who: actor.account?.name ?? '',
      address: actor.address,
      act,
      before: json(before),
      after: json(after),
    })
    .run()
  actor.recorded.push(act)
}
