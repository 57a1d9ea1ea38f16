import { DomainError, type ErrorArguments } from '../../../../shared/errors.ts'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import { EngineError, type EngineFailure } from './engine.ts'

type ProblemKey = Extract<MessageKey, `torrentEngine.problems.${string}`>

type Shortened<K> = K extends `torrentEngine.problems.${infer Name}` ? Name : never

/** Most of a foreign text that is shown. */
const longestAnswer = 200

/** An {@link EngineError} whose words are those of the catalogue under this name. */
export function engineError(
  failure: EngineFailure,
  name: Shortened<ProblemKey>,
  args: ErrorArguments = {},
  cause?: unknown,
): EngineError {
  return new EngineError(failure, { key: `torrentEngine.problems.${name}`, args }, { cause })
}

/** What somebody else's program said, short and on one line. */
export const shortAnswer = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, longestAnswer)

/** What a person is told where the engine did not do what they asked; anything else stays what it is. */
function toldRefusal(error: unknown): unknown {
  if (!(error instanceof EngineError)) return error
  const code = error.failure === 'refused' ? 'CONFLICT' : 'UNAVAILABLE'
  return new DomainError(code, error.problem.key as MessageKey, error.problem.args)
}

/** Does something with the engine for a person. Throws {@link DomainError} UNAVAILABLE, or CONFLICT where it is refused. */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toldRefusal(error)
  }
}
