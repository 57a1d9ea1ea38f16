import type { ErrorCode, WireError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/catalogue.gen.ts'
import { type Call, CallError } from './trpc.ts'

const codes: Readonly<Record<string, ErrorCode>> = {
  BAD_REQUEST: 'INVALID',
  UNAUTHORIZED: 'UNAUTHENTICATED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  TOO_MANY_REQUESTS: 'LIMIT',
  SERVICE_UNAVAILABLE: 'UNAVAILABLE',
}

const unexpected: WireError = { code: 'INTERNAL', key: 'common.errors.INTERNAL', args: {} }

/** A refusal travels inside the process as itself, as the cause of tRPC's error, or as that error's code alone. */
function refusalIn(thrown: unknown): WireError | null {
  if (typeof thrown !== 'object' || thrown === null) return null
  if ('toWire' in thrown && typeof thrown.toWire === 'function') return thrown.toWire() as WireError
  const deeper = 'cause' in thrown ? refusalIn(thrown.cause) : null
  if (deeper) return deeper
  const code = 'code' in thrown ? codes[String(thrown.code)] : undefined
  return code ? { code, key: `common.errors.${code}` satisfies MessageKey, args: {} } : null
}

/** Calls inside the process fail as they do in browsers; what was thrown stays with the error for the log. */
export const createServerCall =
  (call: Call): Call =>
  async (path, type, input) => {
    try {
      return await call(path, type, input)
    } catch (thrown) {
      throw new CallError(refusalIn(thrown) ?? unexpected, { cause: thrown })
    }
  }
