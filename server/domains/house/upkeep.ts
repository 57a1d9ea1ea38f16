import type { SignedIn } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import { revive } from '../../platform/jobs/queue.ts'
import { sendWaiting } from '../../platform/mail/outbox.ts'

/** Gives a dead letter another round of tries. */
export function reviveJob(deps: Deps, actor: SignedIn, id: number): void {
  deps.inTx(() => {
    revive(deps.db, id, deps.clock.now())
    record(deps, actor, 'house.acts.jobRevived', undefined, { id })
  })
}

/** Sends every waiting mail now. */
export function sendMailsAgain(deps: Deps, actor: SignedIn): void {
  deps.inTx(() => {
    sendWaiting(deps)
    record(deps, actor, 'house.acts.mailsSentAgain')
  })
}
