import { DomainError } from '../../../../shared/errors.ts'
import type { TorrentOutcome, TorrentProblem } from '../../../../shared/torrents.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { EngineError } from '../engine/engine.ts'
import { type Authorized, torrentFor, torrentToActOn } from '../policy.ts'
import type { TorrentRow } from '../rows.ts'

type Chosen = Authorized<TorrentRow>

/** Why something was not done, in words. Throws what is no refusal. */
export function problemOfRefusal(error: unknown): TorrentProblem {
  if (error instanceof DomainError) return { key: error.key, args: error.args }
  if (error instanceof EngineError) return error.problem
  throw error
}

/** Several torrents that somebody acts on at once: one that is refused stops no other. */
export class Selection {
  readonly #rows = new Map<number, Chosen>()
  readonly #outcomes = new Map<number, TorrentOutcome>()

  constructor(deps: Deps, actor: SignedIn, ids: readonly number[]) {
    for (const id of ids) this.#take(deps, actor, id)
  }

  /** Those that were not refused. */
  get rows(): readonly Chosen[] {
    return [...this.#rows.values()]
  }

  /** What became of each, in the order in which they were named. */
  get outcomes(): TorrentOutcome[] {
    return [...this.#outcomes.values()]
  }

  refuse(id: number, problem: TorrentProblem): void {
    this.#rows.delete(id)
    const outcome = this.#outcomes.get(id)
    if (outcome) this.#outcomes.set(id, { ...outcome, problem })
  }

  /** Refuses all that are left. Throws what is no refusal. */
  refuseAll(error: unknown): void {
    const problem = problemOfRefusal(error)
    for (const id of [...this.#rows.keys()]) this.refuse(id, problem)
  }

  #take(deps: Deps, actor: SignedIn, id: number): void {
    // The name of what the actor may not know of stays unsaid.
    this.#outcomes.set(id, { id, name: '', problem: null })
    try {
      const { name } = torrentFor(deps, actor, id)
      this.#outcomes.set(id, { id, name, problem: null })
      this.#rows.set(id, torrentToActOn(deps, actor, id))
    } catch (error) {
      this.refuse(id, problemOfRefusal(error))
    }
  }
}
