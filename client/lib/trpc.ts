import type { TRPCClient } from '@trpc/client'
import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter as Router } from '../../server/domains.ts'
import type { WireError } from '../../shared/errors.ts'

export type AppRouter = Router

/** The typed client: `api.couple.home.query()`. */
export type Api = TRPCClient<AppRouter>

/** What a procedure answers: `Outputs['couple']['home']`. */
export type Outputs = inferRouterOutputs<AppRouter>

/** Carries a call to its procedure. Throws {@link CallError} for a refusal. */
export type Call = (
  path: string,
  type: 'query' | 'mutation',
  input: unknown,
  signal?: AbortSignal | null,
) => Promise<unknown>

/** A refusal, as the wire carries it. */
export class CallError extends Error {
  readonly data: WireError

  constructor(data: WireError, options?: ErrorOptions) {
    super(data.key, options)
    this.name = 'CallError'
    this.data = data
  }
}

interface CallOptions {
  readonly signal?: AbortSignal | null
}

/** Answers every name of an object with what `make` gives for it. */
const anyName = <T>(make: (name: string) => T): object =>
  new Proxy({}, { get: (_, name) => (typeof name === 'string' ? make(name) : undefined) })

/**
 * tRPC's own types over a client of our own: public pages carry a thirtieth of tRPC's, which also knows
 * subscriptions, streams and transformers.
 */
export const createApi = (call: Call): Api =>
  anyName((domain) =>
    anyName((procedure) => ({
      query: (input?: unknown, options?: CallOptions) =>
        call(`${domain}.${procedure}`, 'query', input, options?.signal),
      mutate: (input?: unknown, options?: CallOptions) =>
        call(`${domain}.${procedure}`, 'mutation', input, options?.signal),
    })),
  ) as Api
