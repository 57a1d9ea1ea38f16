import { randomUUID } from 'node:crypto'
import type { Server, Socket } from 'socket.io'
import type { EventDefinition, RoomDefinition, RoomState } from '../../../shared/definitions.ts'

/** Tells a browser whose its connection is: an account's id, or null for a visitor's and for a session that ended. */
export const identityEvent = 'identity'

/** Tells a browser that what its person may do, or what the house offers, may have changed. */
const renewedEvent = 'renewed'

const roomKey = (room: string, id: string): string => `${room}/${id}`

/** What the server keeps of whoever opened a socket; nothing of a visitor. */
export interface SocketOwner {
  account?: number
  session?: number
}

/** The only place that sends to browsers. */
export class Live {
  readonly #epoch = randomUUID()
  readonly #sequences = new Map<string, number>()
  #io: Server | null = null
  #isOver: (socket: Socket) => boolean = () => false

  /** @param isOver whether the session that a socket was opened with has ended */
  attach(io: Server, isOver: (socket: Socket) => boolean): void {
    this.#io = io
    this.#isOver = isOver
  }

  /** Whether this process serves browsers; the command line does not. */
  get isServing(): boolean {
    return this.#io !== null
  }

  /** Closes the sockets whose sessions ended without a word. */
  closeEnded(): void {
    for (const socket of this.#io?.sockets.sockets.values() ?? []) {
      if (!this.#isOver(socket)) continue
      socket.emit(identityEvent, null)
      socket.disconnect(true)
    }
  }

  /** Key of the room that holds the sockets of one session. */
  static readonly session = (id: number): string => `session/${id}`
  static readonly room = roomKey

  state(room: string, id: string): RoomState {
    return { epoch: this.#epoch, seq: this.#sequences.get(roomKey(room, id)) ?? 0 }
  }

  /** Whether anybody listens in the room; without an id, in any of its kind. */
  isHeard(room: RoomDefinition, id?: string): boolean {
    const rooms = this.#io?.sockets.adapter.rooms
    if (!rooms) return false
    if (id !== undefined) return (rooms.get(roomKey(room.name, id))?.size ?? 0) > 0
    const kind = roomKey(room.name, '')
    for (const key of rooms.keys()) if (key.startsWith(kind)) return true
    return false
  }

  /** Sends to whoever listens in the room; called after the commit. */
  send<T>(event: EventDefinition<T>, room: RoomDefinition, id: string, payload: T): void {
    const key = roomKey(room.name, id)
    const seq = (this.#sequences.get(key) ?? 0) + 1
    this.#sequences.set(key, seq)
    this.#io?.to(key).emit('event', { room: room.name, id, seq, name: event.name, payload })
  }

  /** Closes the sockets of a session that ended, and says so: its pages drop what they hold. */
  endSession(id: number): void {
    this.#io?.in(Live.session(id)).emit(identityEvent, null)
    this.replaceSession(id)
  }

  /** Closes the sockets of a session whose browser was given another one: they come back with it. */
  replaceSession(id: number): void {
    this.#io?.in(Live.session(id)).disconnectSockets(true)
  }

  /**
   * Takes sockets out of all their rooms and says so: they join again where they still may, and read anew what they may do.
   * @param accounts whose sockets; null for everybody's
   */
  renew(accounts: ReadonlySet<number> | null): void {
    for (const socket of this.#io?.sockets.sockets.values() ?? []) {
      const { account, session } = socket.data as SocketOwner
      if (accounts !== null && (account === undefined || !accounts.has(account))) continue
      const kept = [socket.id, ...(session === undefined ? [] : [Live.session(session)])]
      for (const key of [...socket.rooms].filter((room) => !kept.includes(room))) {
        void socket.leave(key)
        const [room = '', id = ''] = key.split(/\/(.*)/)
        socket.emit('reopened', { room, id })
      }
      socket.emit(renewedEvent)
    }
  }

  /** Empties a room whose gate changed; its browsers join again where they still may. */
  reopen(room: RoomDefinition, id: string): void {
    const key = roomKey(room.name, id)
    this.#io?.to(key).emit('reopened', { room: room.name, id })
    this.#io?.in(key).socketsLeave(key)
  }
}
