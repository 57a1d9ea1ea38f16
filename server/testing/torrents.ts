import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Socket } from 'socket.io-client'
import type { LimitDefinition, RoomDefinition } from '../../shared/definitions.ts'
import { torrent } from '../domains/torrents/tables.ts'
import { watchOf } from '../domains/torrents/watch/watch.ts'
import { insertGroup, writeGroup } from '../platform/abilities/groups.ts'
import type { Browser } from './browser.ts'
import type { Person } from './people.ts'
import type { QBittorrentDouble } from './qbittorrent-double.ts'
import { openSocket } from './socket.ts'
import type { TestApp } from './start-app.ts'

/** Hashes that only this number has. */
export const v1Of = (number: number): string => createHash('sha1').update(String(number)).digest('hex')
export const v2Of = (number: number): string => createHash('sha256').update(String(number)).digest('hex')

/** A magnet link by v1. */
export const magnetOf = (number: number, name = `Torrent ${number}`): string =>
  `magnet:?xt=urn:btih:${v1Of(number)}&dn=${encodeURIComponent(name)}`

/** The same torrent by v2. */
export const magnetByV2 = (number: number): string => `magnet:?xt=urn:btmh:1220${v2Of(number)}`

/** Binds people to a value of a limit. */
export function limit(app: TestApp, of: LimitDefinition, value: number, ...people: readonly Person[]): void {
  const name = `${of.name} ${value} ${people.map(({ id }) => id).join()}`
  const id = insertGroup(app.deps, name, people[0]?.id ?? 0)
  const members = people.map((person) => person.id)
  writeGroup(app.deps, id, { name, abilities: [], limits: [{ name: of.name, value }], members }, members[0] ?? 0)
}

/** Adds a magnet and lets the engine be told of it. Answers its id. */
export async function addSent(app: TestApp, browser: Browser, number: number): Promise<number> {
  const { id } = await browser.api.torrents.addMagnet.mutate({ magnet: magnetOf(number) })
  await app.settle()
  await look(app)
  return id
}

/** The content of a magnet arrives: one file of this size. */
export const becomeKnown = (double: QBittorrentDouble, number: number, size = 1000): void =>
  double.becomeKnown(v1Of(number), { name: `Torrent ${number}`, files: [{ name: `file ${number}`, size }] })

/** A look at the engine, taken in. */
export const look = (app: TestApp) => watchOf(app.deps).refresh()

/** The row of a torrent. */
export const rowOf = (app: TestApp, id: number) => app.deps.db.select().from(torrent).where(eq(torrent.id, id)).get()

export interface Listener {
  /** What it heard since it was asked last. */
  heard(): Promise<{ readonly name: string; readonly payload: unknown; readonly seq: number }[]>
  close(): void
}

/** Listens in a room over a socket. Throws where it may not be joined. */
export async function listen(browser: Browser, room: RoomDefinition, id: string): Promise<Listener> {
  const socket: Socket = await openSocket(browser)
  const events: { name: string; payload: unknown; seq: number }[] = []
  socket.on('event', (event) => events.push(event))
  const answer = await socket.emitWithAck('join', { room: room.name, id })
  if (answer.error) throw new Error(answer.error)
  return {
    heard: async () => {
      // An answer over the same socket comes after whatever was sent before it.
      await socket.emitWithAck('trpc', { path: 'house.me', type: 'query' })
      return events.splice(0)
    },
    close: () => socket.disconnect(),
  }
}
