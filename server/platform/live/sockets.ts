import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { AnyTRPCRouter } from '@trpc/server'
import { Server, type Socket } from 'socket.io'
import * as z from 'zod/mini'
import type { Actor } from '../actor.ts'
import { answerCall } from '../calls.ts'
import { minutes, seconds } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { actorByCookie } from '../http/actor.ts'
import { mayOpenSocket } from '../http/guard.ts'
import { rateKey } from '../rate.ts'
import { identityEvent, Live } from './live.ts'

const largestMessage = 100_000
/** Sessions also end by time and by the command line, which tell no socket. */
const sessionsWatched = minutes(1)
const connections = { name: 'live.connect', points: 120, seconds: 60 }

const place = z.object({ room: z.string().check(z.maxLength(100)), id: z.string().check(z.maxLength(100)) })
const callInput = z.object({
  path: z.string().check(z.maxLength(100)),
  type: z.enum(['query', 'mutation']),
  input: z.optional(z.unknown()),
})

type Acknowledge = (answer: unknown) => void

/** Serves rooms and tRPC calls to browsers over socket.io. */
export function serveSockets(http: HttpServer, deps: Deps, router: AnyTRPCRouter): Server {
  const io = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: largestMessage,
    connectTimeout: seconds(10),
    cors: { origin: false },
    allowRequest: (request, decide) => {
      if (!mayOpenSocket(deps.config, request)) return decide('foreign origin', false)
      deps.rates.take(connections, rateKey(deps.clientAddress(request))).then(
        () => decide(null, true),
        () => decide('too many connections', false),
      )
    },
  })
  io.on('connection', (socket) => {
    const account = accountOf(deps, socket)
    if (account === undefined) return
    if (account) socket.data.account = account.id
    if (account && account.sessionId !== null) {
      socket.data.session = account.sessionId
      void socket.join(Live.session(account.sessionId))
    }
    socket.emit(identityEvent, account?.id ?? null)
    socket.on('join', (input: unknown, acknowledge: Acknowledge) =>
      answer(acknowledge, () => join(deps, socket, input)),
    )
    socket.on('leave', (input: unknown) => {
      const parsed = place.safeParse(input)
      if (!parsed.success || !deps.catalog.rooms.has(parsed.data.room)) return
      void socket.leave(Live.room(parsed.data.room, parsed.data.id))
    })
    socket.on('trpc', (input: unknown, acknowledge: Acknowledge) => {
      if (typeof acknowledge !== 'function') return
      call(deps, socket, router, input).then(
        (told) => acknowledge(told),
        (error: unknown) => {
          deps.log.error({ err: error }, 'A call over the socket failed')
          acknowledge(refused('INTERNAL'))
        },
      )
    })
  })
  const isOver = (socket: { request: IncomingMessage; data: { session?: number } }) =>
    socket.data.session !== undefined && sessionOf(deps, socket.request) !== socket.data.session
  deps.live.attach(io, isOver)
  const watch = setInterval(() => closeEnded(deps), sessionsWatched)
  io.engine.once('close', () => clearInterval(watch))
  watch.unref()
  return io
}

function sessionOf(deps: Deps, request: IncomingMessage): number | null {
  return actorByCookie(deps, request, 'look').account?.sessionId ?? null
}

/** Whose a new socket is; one whose session cannot be read is closed, and its browser tries again. */
function accountOf(deps: Deps, socket: Socket): Actor['account'] | undefined {
  try {
    return actorByCookie(deps, socket.request, 'look').account
  } catch (error) {
    deps.log.error({ err: error }, 'A socket could not be told whose it is')
    socket.disconnect(true)
    return undefined
  }
}

function closeEnded(deps: Deps): void {
  try {
    deps.live.closeEnded()
  } catch (error) {
    deps.log.error({ err: error }, 'Ended sessions could not be looked for')
  }
}

function answer(acknowledge: unknown, work: () => unknown): void {
  if (typeof acknowledge !== 'function') return
  try {
    acknowledge(work())
  } catch {
    acknowledge({ error: 'INTERNAL' })
  }
}

function join(deps: Deps, socket: Socket, input: unknown): unknown {
  const parsed = place.safeParse(input)
  if (!parsed.success) return { error: 'INVALID' }
  const { room, id } = parsed.data
  const gate = deps.catalog.rooms.get(room)
  const actor = actorByCookie(deps, socket.request, 'look')
  const open = gate && deps.domainOn(room) && gate.may(deps, actor, id)
  if (!open) return { error: 'NOT_FOUND' }
  void socket.join(Live.room(room, id))
  return deps.live.state(room, id)
}

const refused = (code: 'INVALID' | 'INTERNAL') => ({
  error: { data: { code, key: `common.errors.${code}`, args: {} } },
})

async function call(deps: Deps, socket: Socket, router: AnyTRPCRouter, input: unknown): Promise<unknown> {
  const parsed = callInput.safeParse(input)
  if (!parsed.success) return refused('INVALID')
  const actor = actorByCookie(deps, socket.request)
  const { path, type, input: given } = parsed.data
  const { body } = await answerCall(router, { deps, actor, http: null }, { path, type, input: given })
  return 'result' in body ? body.result : body
}
