import {
  type AnyTRPCRouter,
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  TRPCError,
} from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { DomainError } from '../../shared/errors.ts'
import type { Deps } from './deps.ts'
import { type Context, trpcErrorOf } from './trpc.ts'

/** A call of a procedure, whatever carried it here. */
export interface Call {
  /** `domain.procedure` */
  readonly path: string
  readonly type: 'query' | 'mutation'
  readonly input: unknown
}

interface Procedure {
  readonly _def: { readonly type: string }
}

/** What a call is answered with, in the shapes of tRPC's own clients; `status` is that of HTTP. */
export interface CallAnswer {
  readonly status: number
  readonly body: { readonly result: { readonly data: unknown } } | { readonly error: unknown }
}

/** Runs a procedure with its schema, policy and limits. Throws {@link TRPCError} for every refusal. */
export function runCall(router: AnyTRPCRouter, ctx: Context, { path, type, input }: Call): Promise<unknown> {
  const procedures = router._def.procedures as Record<string, Procedure>
  if (Object.hasOwn(procedures, path) && procedures[path]?._def.type !== type) {
    throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED' })
  }
  const getRawInput = async () => input
  return callTRPCProcedure({ router, path, type, ctx, getRawInput, signal: undefined, batchIndex: 0 })
}

/** Runs a procedure and answers its refusals too. */
export async function answerCall(router: AnyTRPCRouter, ctx: Context, call: Call): Promise<CallAnswer> {
  try {
    return { status: 200, body: { result: { data: await runCall(router, ctx, call) } } }
  } catch (thrown) {
    return answerRefusal(router, ctx.deps, thrown, call.path)
  }
}

/** What a call is answered with that failed, or that was refused on its way; the unexpected is logged and told to nobody. */
export function answerRefusal(router: AnyTRPCRouter, deps: Deps, thrown: unknown, path: string): CallAnswer {
  const error = thrown instanceof DomainError ? trpcErrorOf(thrown) : getTRPCErrorFromUnknown(thrown)
  if (error.code === 'INTERNAL_SERVER_ERROR') deps.log.error({ err: error, path }, 'A call failed')
  const config = router._def._config
  const shape: unknown = getTRPCErrorShape({ config, error, type: 'unknown', path, input: undefined, ctx: undefined })
  return { status: getHTTPStatusCodeFromError(error), body: { error: shape } }
}
