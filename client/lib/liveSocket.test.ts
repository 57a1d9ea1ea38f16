import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveSocket } from './liveSocket.ts'

const room = { room: 'couple.story', id: '1' }

describe('listening in a room', () => {
  let io: Server
  let live: LiveSocket
  let seq = 7
  let epoch = 'a'
  let refused = false
  let signedIn: number | null = 3
  const onEnded = vi.fn()
  const listener = { onEvent: vi.fn(), onStale: vi.fn(), onRefused: vi.fn() }

  const happen = (payload: unknown) => {
    seq += 1
    io.to('room').emit('event', { ...room, seq, name: 'couple.changed', payload })
  }

  beforeEach(async () => {
    ;[seq, epoch, refused, signedIn] = [7, 'a', false, 3]
    const http = createServer()
    io = new Server(http)
    io.on('connection', (socket: Socket) => {
      socket.emit('identity', signedIn)
      socket.on('join', (_place, answer) => {
        if (refused) return answer({ error: 'NOT_FOUND' })
        void socket.join('room')
        answer({ epoch, seq })
      })
      socket.on('trpc', ({ path }, answer) => answer({ data: path }))
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    live = new LiveSocket({ address, account: 3, onEnded })
    await vi.waitFor(() => expect(live.connected).toBe(true))
  })

  afterEach(async () => {
    live.close()
    await io.close()
    vi.clearAllMocks()
  })

  const join = (known?: { epoch: string; seq: number }) =>
    live.join(room.room, room.id, { ...listener, ...(known ? { known } : {}) })

  it('reads again when what the page shows is older than the room', async () => {
    join({ epoch: 'a', seq: 6 })
    await vi.waitFor(() => expect(listener.onStale).toHaveBeenCalledTimes(1))
  })

  it('leaves a page alone that is up to date, and tells what happens from then on', async () => {
    join({ epoch: 'a', seq: 7 })
    await vi.waitFor(() => expect(io.sockets.adapter.rooms.has('room')).toBe(true))
    happen('first')
    await vi.waitFor(() =>
      expect(listener.onEvent).toHaveBeenCalledWith({ seq: 8, name: 'couple.changed', payload: 'first' }),
    )
    expect(listener.onStale).not.toHaveBeenCalled()
  })

  it('reads again after a gap and passes over what it knows', async () => {
    join({ epoch: 'a', seq: 7 })
    await vi.waitFor(() => expect(io.sockets.adapter.rooms.has('room')).toBe(true))
    seq += 1
    happen('after a loss')
    await vi.waitFor(() => expect(listener.onStale).toHaveBeenCalledTimes(1))
    seq -= 2
    happen('once more')
    happen('known')
    happen('new')
    await vi.waitFor(() => expect(listener.onEvent).toHaveBeenCalledTimes(1))
    expect(listener.onEvent).toHaveBeenCalledWith({ seq: 10, name: 'couple.changed', payload: 'new' })
  })

  it('comes back after a cut and reads again where the server is another', async () => {
    join({ epoch: 'a', seq: 7 })
    await vi.waitFor(() => expect(io.sockets.adapter.rooms.has('room')).toBe(true))
    epoch = 'b'
    for (const socket of io.sockets.sockets.values()) socket.conn.close()
    await vi.waitFor(() => expect(listener.onStale).toHaveBeenCalledTimes(1), { timeout: 8000 })
  })

  it('is told when the room is closed to the person', async () => {
    refused = true
    join()
    await vi.waitFor(() => expect(listener.onRefused).toHaveBeenCalledTimes(1))
  })

  it('is left when the server says that the session ended, and does not come back', async () => {
    const [socket] = io.sockets.sockets.values()
    socket?.emit('identity', null)
    await vi.waitFor(() => expect(onEnded).toHaveBeenCalledTimes(1))
    expect(live.connected).toBe(false)
  })

  it('is left when it comes back as somebody else, or as nobody', async () => {
    signedIn = 4
    for (const socket of io.sockets.sockets.values()) socket.conn.close()
    await vi.waitFor(() => expect(onEnded).toHaveBeenCalledTimes(1), { timeout: 8000 })
    expect(live.connected).toBe(false)
  })

  it('comes back when the browser was only given another session', async () => {
    join({ epoch: 'a', seq: 7 })
    await vi.waitFor(() => expect(io.sockets.adapter.rooms.has('room')).toBe(true))
    epoch = 'b'
    for (const socket of io.sockets.sockets.values()) socket.disconnect(true)
    await vi.waitFor(() => expect(listener.onStale).toHaveBeenCalledTimes(1), { timeout: 8000 })
    expect(onEnded).not.toHaveBeenCalled()
  })

  it('hears nothing while it is paused, and everything again after it', async () => {
    join({ epoch: 'a', seq: 7 })
    await vi.waitFor(() => expect(io.sockets.adapter.rooms.has('room')).toBe(true))
    live.pause()
    await vi.waitFor(() => expect(io.sockets.sockets.size).toBe(0))
    happen('unheard')
    live.resume()
    await vi.waitFor(() => expect(listener.onStale).toHaveBeenCalledTimes(1))
    expect(listener.onEvent).not.toHaveBeenCalled()
  })

  it('carries queries', async () => {
    expect(await live.call('couple.home', undefined)).toEqual({ data: 'couple.home' })
  })
})
