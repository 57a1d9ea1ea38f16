import { io, type Socket } from 'socket.io-client'
import type { RoomState } from '../../shared/definitions.ts'
import type { Me } from '../../shared/house.ts'
import { isSame } from './isSame.ts'
import type { CallAnswer, Listener, LiveEvent, LiveOwner } from './live.ts'
import { houseAnswers, unreachedEvent } from './offline.ts'
import { leaveForSignIn } from './sessionEnd.ts'

interface Place {
  readonly room: string
  readonly id: string
}

interface Membership extends Place {
  readonly listeners: Set<Listener>
  state: RoomState | null
}

interface ServerEvent extends Place, LiveEvent {}

interface LiveSocketOptions {
  /** Of the server; the page's own where it is left out. */
  readonly address?: string
  /** Id of the account whose page this is; null for a visitor's. */
  readonly account: number | null
  /** Told once that the session of this page is over. */
  readonly onEnded: () => void
  /** What the person may do, or what the house offers, may have changed. */
  readonly onRenewed?: () => void
}

type JoinAnswer = RoomState | { readonly error: string }

const answerWithin = 10_000

/**
 * The socket of a page, which is left for the sign-in page when the session of its owner ends, and which follows what
 * its owner may do.
 */
export function openLiveSocket({ me, drop, renew }: LiveOwner): LiveSocket {
  const account = me.account?.id ?? null
  let known = me
  const onRenewed = async () => {
    const answer = await socket.call('house.me', undefined)
    const next = answer?.data as Me | undefined
    if (!next || isSame(next, known)) return
    known = next
    renew(next)
  }
  const socket = new LiveSocket({
    account,
    onEnded: () => leaveForSignIn(account, drop),
    onRenewed: () => void onRenewed(),
  })
  return socket
}

const keyOf = ({ room, id }: Place) => `${room}/${id}`

const isSameState = (current: RoomState, known: RoomState | null | undefined): boolean =>
  current.epoch === known?.epoch && current.seq === known.seq

/** Joins first, so that nothing happens unseen between a reading and the events after it; notices what it missed. */
export class LiveSocket {
  readonly #memberships = new Map<string, Membership>()
  readonly #socket: Socket

  constructor({ address, account, onEnded, onRenewed }: LiveSocketOptions) {
    const options = {
      transports: ['websocket', 'polling'],
      reconnectionDelay: 500,
      reconnectionDelayMax: 15_000,
      // A thousand browsers must not come back in the same moment after a restart.
      randomizationFactor: 0.6,
    }
    this.#socket = address === undefined ? io(options) : io(address, options)
    let wasConnected = false
    this.#socket.on('connect', () => {
      this.#enterAll()
      // While it was away nobody could tell this page.
      if (wasConnected) onRenewed?.()
      wasConnected = true
    })
    this.#socket.on('connect_error', () => {
      // A page that nobody touches learns by this alone that the house is out of reach.
      if (wasConnected)
        void houseAnswers().then((answers) => answers || globalThis.dispatchEvent?.(new Event(unreachedEvent)))
    })
    this.#socket.on('renewed', () => {
      this.#enterAll()
      onRenewed?.()
    })
    this.#socket.on('event', (event: ServerEvent) => this.#receive(event))
    this.#socket.on('reopened', (place: Place) => this.#enter(this.#memberships.get(keyOf(place))))
    this.#socket.on('identity', (id: number | null) => {
      if (account === null || id === account) return
      this.close()
      onEnded()
    })
    this.#socket.on('disconnect', (reason) => {
      // This browser was given another session: the library would not come back by itself.
      if (reason === 'io server disconnect') setTimeout(() => this.#socket.connect(), 1000 + Math.random() * 4000)
    })
    globalThis.addEventListener?.('online', () => this.#socket.connect())
  }

  get connected(): boolean {
    return this.#socket.connected
  }

  join(room: string, id: string, listener: Listener): () => void {
    const key = keyOf({ room, id })
    const membership = this.#memberships.get(key) ?? { room, id, listeners: new Set(), state: null }
    this.#memberships.set(key, membership)
    membership.listeners.add(listener)
    if (membership.state) this.#compare(membership.state, listener, listener.known)
    else if (this.#socket.connected && membership.listeners.size === 1) this.#enter(membership)
    return () => this.#leave(membership, listener)
  }

  async call(path: string, input: unknown): Promise<CallAnswer | null> {
    try {
      return await this.#socket.timeout(answerWithin).emitWithAck('trpc', { path, type: 'query', input })
    } catch {
      return null
    }
  }

  pause(): void {
    this.#socket.disconnect()
  }

  resume(): void {
    this.#socket.connect()
  }

  close(): void {
    this.#memberships.clear()
    this.#socket.disconnect()
  }

  #leave(membership: Membership, listener: Listener): void {
    membership.listeners.delete(listener)
    if (membership.listeners.size > 0) return
    this.#memberships.delete(keyOf(membership))
    if (this.#socket.connected) this.#socket.emit('leave', { room: membership.room, id: membership.id })
  }

  #enterAll(): void {
    for (const membership of this.#memberships.values()) this.#enter(membership)
  }

  #enter(membership: Membership | undefined): void {
    if (!membership) return
    const { room, id, listeners } = membership
    this.#socket.timeout(answerWithin).emit('join', { room, id }, (failed: Error | null, answer: JoinAnswer) => {
      // Without an answer the connection is going away; entering again is part of its return.
      if (failed) return
      if ('error' in answer) {
        membership.state = null
        for (const listener of listeners) listener.onRefused?.()
        return
      }
      const before = membership.state
      membership.state = answer
      for (const listener of listeners) this.#compare(answer, listener, before ?? listener.known)
    })
  }

  #compare(current: RoomState, listener: Listener, known: RoomState | undefined): void {
    if (!isSameState(current, known)) listener.onStale()
  }

  #receive({ room, id, seq, name, payload }: ServerEvent): void {
    const membership = this.#memberships.get(keyOf({ room, id }))
    if (!membership?.state || seq <= membership.state.seq) return
    const missed = seq > membership.state.seq + 1
    membership.state = { epoch: membership.state.epoch, seq }
    for (const listener of membership.listeners) {
      if (missed) listener.onStale()
      else listener.onEvent({ seq, name, payload })
    }
  }
}
