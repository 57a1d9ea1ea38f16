import type { TRPCErrorShape } from '@trpc/server'
import type { EventDefinition, RoomState } from '../../shared/definitions.ts'
import type { Me } from '../../shared/house.ts'
import type { LiveSocket } from './liveSocket.ts'

export interface LiveEvent {
  /** Where the room stands with it. */
  readonly seq: number
  readonly name: string
  readonly payload: unknown
}

/** Whether an event is of this definition; what our own server sends bears its type. */
export const isEvent = <T>(event: LiveEvent, of: EventDefinition<T>): event is LiveEvent & { readonly payload: T } =>
  event.name === of.name

export interface Listener {
  /** An event that is new. */
  readonly onEvent: (event: LiveEvent) => void
  /** Something may have been missed: read again. Called after joining too, unless `known` is still current. */
  readonly onStale: () => void
  /** The room is closed to this person. */
  readonly onRefused?: () => void
  readonly known?: RoomState
}

export interface CallAnswer {
  readonly data?: unknown
  readonly error?: TRPCErrorShape
}

/** Whose page this is, how it is emptied when their session ends, and how it learns what they may do now. */
export interface LiveOwner {
  /** As the page was opened with. */
  readonly me: Me
  readonly drop: () => void
  readonly renew: (me: Me) => void
}

const longestWait = 30_000

/** Until the browser says that the network is back, which it does not always notice. */
const networkBack = (): Promise<unknown> =>
  new Promise((resolve) => {
    const signal = AbortSignal.timeout(longestWait)
    signal.addEventListener('abort', resolve)
    addEventListener('online', resolve, { once: true, signal })
  })

/** The live side of a browser window. It loads its code and connects when it is opened, or a first room is joined. */
export class Live {
  readonly #owner: LiveOwner
  #socket: LiveSocket | null = null
  #opening: Promise<LiveSocket> | null = null

  constructor(owner: LiveOwner) {
    this.#owner = owner
  }

  get connected(): boolean {
    return this.#socket?.connected ?? false
  }

  /** Listens in a room; the answer stops it. */
  join(room: string, id: string, listener: Listener): () => void {
    let leave: (() => void) | null = null
    let left = false
    void this.open().then((socket) => {
      if (!left) leave = socket.join(room, id, listener)
    })
    return () => {
      left = true
      leave?.()
    }
  }

  /** Asks a query over the socket; null where the socket could not carry it. */
  async call(path: string, input: unknown): Promise<CallAnswer | null> {
    return this.#socket?.call(path, input) ?? null
  }

  /** Connects, with or without a room: whoever is signed in learns at once that their session was ended. */
  async open(): Promise<LiveSocket> {
    this.#opening ??= this.#load()
    this.#socket = await this.#opening
    return this.#socket
  }

  async #load(): Promise<LiveSocket> {
    for (;;) {
      try {
        const { openLiveSocket } = await import('./liveSocket.ts')
        return openLiveSocket(this.#owner)
      } catch {
        await networkBack()
      }
    }
  }
}
