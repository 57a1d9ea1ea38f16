import { isRouteErrorResponse } from 'react-router'
import { wireErrorOf } from './errors.ts'

/** Why a page shows its error page instead; carries nothing that was thrown. */
export interface PageFailure {
  readonly status: 401 | 403 | 404 | 500 | 503
  /** Names the line in the server's log. */
  readonly reference?: string
  /** The network did not answer. */
  readonly offline?: true
}

const statusByCode: Readonly<Record<string, PageFailure['status']>> = {
  NOT_FOUND: 404,
  INVALID: 404,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  UNAVAILABLE: 503,
}

const isFailure = (thrown: unknown): thrown is PageFailure =>
  typeof thrown === 'object' && thrown !== null && 'status' in thrown && Object.keys(thrown).length <= 3

/** The code of a page could not be fetched, as the three browsers say it. */
const lacksCode = (thrown: unknown): boolean =>
  thrown instanceof TypeError && /dynamically imported module|Importing a module script/i.test(thrown.message)

/** A loader's thrown refusal, the router's own or a fault of the page as the error page it leads to. */
export function failureOf(thrown: unknown): PageFailure {
  if (isRouteErrorResponse(thrown)) return { status: thrown.status === 404 ? 404 : thrown.status === 403 ? 403 : 500 }
  if (isFailure(thrown)) return thrown
  if (lacksCode(thrown)) return { status: 503, offline: true }
  const { code, key, args } = wireErrorOf(thrown)
  const offline = 'unreached' in args || key === 'common.errors.offline' || key === 'common.errors.timeout'
  return { status: statusByCode[code] ?? 500, ...(offline ? { offline } : {}) }
}

/** Names the words of `common.pages` for a failure. */
export const failureName = ({ status, offline }: PageFailure) => {
  if (offline) return 'offline'
  if (status === 404) return 'notFound'
  return status >= 500 ? 'failed' : 'forbidden'
}
