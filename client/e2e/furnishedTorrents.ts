import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { torrent, torrentOwner, torrentSource } from '../../server/domains/torrents/tables.ts'
import { watchOf } from '../../server/domains/torrents/watch/watch.ts'
import { giveEngine } from '../../server/testing/engine-for-test.ts'
import type { Person } from '../../server/testing/people.ts'
import type { QBittorrentDouble } from '../../server/testing/qbittorrent-double.ts'
import type { TestApp } from '../../server/testing/start-app.ts'
import { magnetOf, v1Of } from '../../server/testing/torrents.ts'
import type { TorrentState } from '../../shared/torrents.ts'

/** A torrent as a test wants the house and its engine to hold it. */
export interface Furnished {
  readonly number: number
  readonly name: string
  readonly owners: readonly Person[]
  /** As qBittorrent calls it; null where the engine does not hold it. */
  readonly engine: string | null
  /** What the house says where the engine says nothing. */
  readonly state?: TorrentState
  readonly size?: number
  readonly progress?: number
  readonly down?: number
  readonly up?: number
  readonly ratio?: number
  /** Milliseconds ago. */
  readonly age?: number
}

/** Who and what a furnished house has. */
export interface Furnishing {
  readonly double: QBittorrentDouble
  readonly owner: Person
  readonly ada: Person
  readonly bea: Person
}

/** Switches the torrents on, gives the house an engine and two members, and puts torrents into both. */
export async function withTorrents(
  house: TestApp,
  some: (of: Furnishing) => readonly Furnished[],
): Promise<Furnishing> {
  const owner = house.person('owner', 'Camille')
  const people = { owner, ada: house.person('member', 'Ada'), bea: house.person('member', 'Béa') }
  await house.as(owner).api.house.switchModule.mutate({ name: 'torrents', on: true })
  const of = { ...people, double: await giveEngine(house) }
  await furnish(house, of.double, some(of))
  return of
}

export const rowsOf = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('gridcell') })
export const rowOf = (page: Page, name: string) => rowsOf(page).filter({ hasText: name })

/** Writes torrents into a house and into the engine's double, in one look. */
async function furnish(house: TestApp, double: QBittorrentDouble, all: readonly Furnished[]): Promise<void> {
  const { deps } = house
  deps.inTx(() => {
    for (const one of all) put(house, double, one)
  })
  await watchOf(deps).refresh()
}

function put({ deps }: TestApp, double: QBittorrentDouble, one: Furnished): void {
  const { number, name, owners, engine, size = 1_500_000_000, progress = 0, down = 0, up = 0, ratio = 0 } = one
  const addedAt = deps.clock.now() - (one.age ?? 0)
  const uuid = randomUUID()
  const v1 = v1Of(number)
  const sentAt = engine === null && one.state !== 'vanished' ? null : addedAt
  const row = { uuid, v1, name, size, progress, ratio, addedAt, addedBy: owners[0]?.id ?? null, sentAt }
  const { id } = deps.db
    .insert(torrent)
    .values({ ...row, state: one.state ?? 'downloading' })
    .returning({ id: torrent.id })
    .get()
  deps.db
    .insert(torrentSource)
    .values({ torrentId: id, magnet: magnetOf(number, name) })
    .run()
  for (const owner of owners) {
    deps.db.insert(torrentOwner).values({ torrentId: id, accountId: owner.id, since: addedAt }).run()
  }
  if (engine === null) return
  double.putStranger({ v1, name, size, tags: `foyer:${uuid}`, state: engine })
  double.set(v1, {
    ...{ progress, dlspeed: down, upspeed: up, ratio, num_seeds: number % 20, num_leechs: number % 7 },
    eta: down > 0 ? Math.round((size * (1 - progress)) / down) : 8_640_000,
    added_on: Math.floor(addedAt / 1000),
  })
}

const states = ['downloading', 'stalledUP', 'pausedDL', 'uploading', 'stalledDL', 'queuedDL'] as const

/** A house that has collected torrents for years. */
export const thousands = (count: number, owners: readonly Person[]): Furnished[] =>
  Array.from({ length: count }, (_, index) => {
    const engine = states[index % states.length] ?? 'pausedDL'
    return {
      number: index + 1,
      name: `Épisode ${String(index + 1).padStart(4, '0')} — Les étés à Bélâbre`,
      owners,
      engine,
      size: 100_000_000 + index * 1_000_000,
      progress: engine === 'stalledUP' || engine === 'uploading' ? 1 : (index % 100) / 100,
      age: index * 60_000,
    }
  })
