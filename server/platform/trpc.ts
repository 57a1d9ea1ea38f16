import { initTRPC, TRPCError } from '@trpc/server'
import * as z from 'zod/mini'
import type { AbilityDefinition } from '../../shared/definitions.ts'
import { DomainError, type ErrorCode, type WireError } from '../../shared/errors.ts'
import { type Actor, can, isSignedIn } from './actor.ts'
import type { Deps } from './deps.ts'
import type { HttpExchange } from './http/exchange.ts'
import { issuesOf, isTampered } from './input.ts'
import { type Rate, rateKey } from './rate.ts'

export interface Context {
  readonly deps: Deps
  readonly actor: Actor
  /** Cookies of the answer; null over the socket and in-process. */
  readonly http: HttpExchange | null
}

interface Meta {
  /** Callable by anybody; everything else answers UNAUTHORIZED to a visitor. */
  readonly open?: true
  /** What it answers may stay on the device of whoever read it, to be read without a network. */
  readonly kept?: true
}

const trpcCodes = {
  INVALID: 'BAD_REQUEST',
  UNAUTHENTICATED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  METHOD_NOT_ALLOWED: 'METHOD_NOT_SUPPORTED',
  CONFLICT: 'CONFLICT',
  TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED: 'UNSUPPORTED_MEDIA_TYPE',
  LIMIT: 'TOO_MANY_REQUESTS',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<ErrorCode, TRPCError['code']>

const byTrpcCode = new Map<string, ErrorCode>(
  Object.entries(trpcCodes).map(([code, trpcCode]) => [trpcCode, code as ErrorCode]),
)

/** What a browser learns of any failure of a call: never a thrown text. */
function wireErrorOf(error: TRPCError): WireError {
  if (error.cause instanceof DomainError) return error.cause.toWire()
  if (error.code === 'BAD_REQUEST' && error.cause instanceof z.core.$ZodError) {
    return { code: 'INVALID', key: 'common.errors.INVALID', args: {}, issues: issuesOf(error.cause) }
  }
  const code = byTrpcCode.get(error.code) ?? (error.code === 'PARSE_ERROR' ? 'INVALID' : 'INTERNAL')
  return { code, key: `common.errors.${code}`, args: {} }
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error }) => {
      const wire = wireErrorOf(error)
      return { ...shape, message: wire.key, data: { ...shape.data, ...wire } }
    },
  })

export const { router } = t

/** A refusal of a domain as an error of tRPC. */
export const trpcErrorOf = (refusal: DomainError): TRPCError =>
  new TRPCError({ code: trpcCodes[refusal.code], cause: refusal })

/** What every call passes; the one place where a refusal of a domain becomes an error of tRPC. */
const guarded = t.procedure.use(async ({ ctx, path, getRawInput, next }) => {
  if (!ctx.deps.domainOn(path)) throw new TRPCError({ code: 'NOT_FOUND' })
  // A body that cannot be read is refused where the procedure reads its input; one without input has none.
  if (isTampered(await getRawInput().catch(() => undefined))) throw new TRPCError({ code: 'BAD_REQUEST' })
  const result = await next({ ctx: { actor: { ...ctx.actor, recorded: [] as string[] } } })
  if (result.ok || !(result.error.cause instanceof DomainError)) return result
  throw trpcErrorOf(result.error.cause)
})

/** Callable by anybody. */
export const open = guarded.meta({ open: true })

/** Callable by anybody; the answer may stay on the reader's device. */
export const openKept = open.meta({ kept: true })

/** Callable also by whoever can do nothing else before a second factor is set up. */
export const enrolling = guarded.use(({ ctx, next }) => {
  const account = ctx.actor.account ?? ctx.actor.enrolling
  if (account === null) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next({ ctx: { actor: { ...ctx.actor, account } } })
})

/** Callable by whoever is signed in. */
export const signedIn = guarded.use(({ ctx, next }) => {
  const { actor } = ctx
  if (!isSignedIn(actor)) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next({ ctx: { actor } })
})

/** Callable by whoever holds the ability; an administrative change must have left a line in the audit log. */
export const may = (ability: AbilityDefinition) =>
  signedIn.use(async ({ ctx, path, type, next }) => {
    if (!can(ctx.actor, ability)) throw new TRPCError({ code: 'FORBIDDEN' })
    const result = await next()
    if (result.ok && type === 'mutation' && ability.administrative && ctx.actor.recorded.length === 0) {
      ctx.deps.onUnrecorded(path)
    }
    return result
  })

/** Bounds how often one address may call a procedure; counted for each call of a batch. */
export const limited = (rate: Rate) =>
  t.middleware(async ({ ctx, next }) => {
    await ctx.deps.rates.take(rate, rateKey(ctx.actor.address))
    return next()
  })
