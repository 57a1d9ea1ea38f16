import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { type AnyTRPCRouter, callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape } from '@trpc/server'
import type { Express } from 'express'
import { Server, type Socket } from 'socket.io'
import * as z from 'zod/mini'
import { minutes, seconds } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { actorByCookie } from '../http/actor.ts'
import { clientAddress } from '../http/address.ts'
import { mayOpenSocket } from '../http/guard.ts'
import { rateKey } from '../rate.ts'
import type { Context } from '../trpc.ts'
import { identityEvent, Live } from './live.ts'

const largestMessage = 100_000
/** Sessions also end by time and by the command line, which tell no socket. */
const sessionsWatched = minutes(1)
const connections = { name: 'live.connect', points: 120, seconds: 60 }

const place = z.object({ room: z.string().check(z.maxLength(100)), id: z.string().check(z.maxLength(100)) })
const call = z.object({
  path: z.string().check(z.maxLength(100)),
  type: z.enum(['query', 'mutation']),
  input: z.optional(z.unknown()),
})

type Acknowledge = (answer: unknown) => void

/** Serves rooms and tRPC calls to browsers over socket.io. */
export function serveSockets(http: HttpServer, app: Express, deps: Deps, router: AnyTRPCRouter): Server {
  const io = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: largestMessage,
    connectTimeout: seconds(10),
    cors: { origin: false },
    allowRequest: (request, decide) => {
      if (!mayOpenSocket(deps.config, request)) return decide('foreign origin', false)
      deps.rates.take(connections, rateKey(clientAddress(app, request))).then(
        () => decide(null, true),
        () => decide('too many connections', false),
      )
    },
  })
  io.on('connection', (socket) => {
    const { account } = actorByCookie(deps, socket.request, clientAddress(app, socket.request))
    if (account && account.sessionId !== null) {
      socket.data.session = account.sessionId
      void socket.join(Live.session(account.sessionId))
    }
    socket.emit(identityEvent, account?.id ?? null)
    socket.on('join', (input: unknown, acknowledge: Acknowledge) =>
      answer(acknowledge, () => join(deps, app, socket, input)),
    )
    socket.on('leave', (input: unknown) => {
      const parsed = place.safeParse(input)
      if (parsed.success) void socket.leave(Live.room(parsed.data.room, parsed.data.id))
    })
    socket.on('trpc', (input: unknown, acknowledge: Acknowledge) => {
      void answerCall(deps, app, socket, router, input, acknowledge)
    })
  })
  const isOver = (socket: { request: IncomingMessage; data: { session?: number } }) =>
    socket.data.session !== undefined && sessionOf(deps, app, socket.request) !== socket.data.session
  deps.live.attach(io, isOver)
  const watch = setInterval(() => deps.live.closeEnded(), sessionsWatched)
  io.engine.once('close', () => clearInterval(watch))
  watch.unref()
  return io
}

function sessionOf(deps: Deps, app: Express, request: IncomingMessage): number | null {
  return actorByCookie(deps, request, clientAddress(app, request)).account?.sessionId ?? null
}

function answer(acknowledge: unknown, work: () => unknown): void {
  if (typeof acknowledge !== 'function') return
  try {
    acknowledge(work())
  } catch {
    acknowledge({ error: 'INTERNAL' })
  }
}

function join(deps: Deps, app: Express, socket: Socket, input: unknown): unknown {
  const parsed = place.safeParse(input)
  if (!parsed.success) return { error: 'INVALID' }
  const { room, id } = parsed.data
  const gate = deps.catalog.rooms.get(room)
  const actor = actorByCookie(deps, socket.request, clientAddress(app, socket.request))
  const open = gate && deps.domainOn(room.slice(0, room.indexOf('.'))) && gate.may(deps, actor, id)
  if (!open) return { error: 'NOT_FOUND' }
  void socket.join(Live.room(room, id))
  return deps.live.state(room, id)
}

async function answerCall(
  deps: Deps,
  app: Express,
  socket: Socket,
  router: AnyTRPCRouter,
  input: unknown,
  acknowledge: unknown,
): Promise<void> {
  if (typeof acknowledge !== 'function') return
  const parsed = call.safeParse(input)
  if (!parsed.success)
    return void acknowledge({ error: { data: { code: 'INVALID', key: 'common.errors.INVALID', args: {} } } })
  const { path, type } = parsed.data
  const actor = actorByCookie(deps, socket.request, clientAddress(app, socket.request))
  const ctx: Context = { deps, actor, http: null }
  try {
    const getRawInput = async () => parsed.data.input
    const data: unknown = await callTRPCProcedure({
      router,
      path,
      type,
      ctx,
      getRawInput,
      signal: undefined,
      batchIndex: 0,
    })
    acknowledge({ data })
  } catch (thrown) {
    const error = getTRPCErrorFromUnknown(thrown)
    if (error.code === 'INTERNAL_SERVER_ERROR') deps.log.error({ err: error, path }, 'A call over the socket failed')
    acknowledge({ error: getTRPCErrorShape({ config: router._def._config, error, type, path, input, ctx }) })
  }
}
