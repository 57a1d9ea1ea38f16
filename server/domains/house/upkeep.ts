import { DomainError } from '../../../shared/errors.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import { dismiss, revive } from '../../platform/jobs/queue.ts'
import { sendUnsent } from '../../platform/mail/outbox.ts'

const unknown = () => new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND')

/** Gives a dead letter another round of tries. Throws {@link DomainError} NOT_FOUND where there is none. */
export function reviveJob(deps: Deps, actor: SignedIn, id: number): void {
  deps.inTx(() => {
    if (!revive(deps.db, id, deps.clock.now())) throw unknown()
    record(deps, actor, 'house.acts.jobRevived', undefined, { id })
  })
}

/** Leaves a dead letter at that. Throws {@link DomainError} NOT_FOUND where there is none. */
export function forgetJob(deps: Deps, actor: SignedIn, id: number): void {
  deps.inTx(() => {
    if (!dismiss(deps.db, id, deps.clock.now())) throw unknown()
    record(deps, actor, 'house.acts.jobForgotten', undefined, { id })
  })
}

/** Sends now every mail that has not left, refused ones too. */
export function sendMailsAgain(deps: Deps, actor: SignedIn): void {
  deps.inTx(() => {
    sendUnsent(deps)
    record(deps, actor, 'house.acts.mailsSentAgain')
  })
}
