import type { TorrentOutcome } from '../../shared/torrents.ts'
import { insertGroup, writeGroup } from '../platform/abilities/groups.ts'
import type { Browser } from './browser.ts'
import type { Person } from './people.ts'
import type { TestApp } from './start-app.ts'

/** Gives people an ability by a group. */
export function enable(app: TestApp, ability: { readonly name: string }, ...people: readonly Person[]): void {
  const name = `${ability.name} ${people.map(({ id }) => id).join()}`
  const id = insertGroup(app.deps, name, people[0]?.id ?? 0)
  const members = people.map((person) => person.id)
  writeGroup(app.deps, id, { name, abilities: [ability.name], limits: [], members }, members[0] ?? 0)
}

/** Why each was refused, as message keys; null where it was done. */
export const reasons = (outcomes: readonly TorrentOutcome[]): (string | null)[] =>
  outcomes.map(({ problem }) => problem?.key ?? null)

/** What stands in the audit log of torrents, oldest first. */
export const torrentActs = (app: TestApp): unknown[] =>
  app.deps.db.$client.prepare("SELECT act FROM audit WHERE act LIKE 'torrentActs.%' ORDER BY id").pluck().all()

/** The names of what somebody owns. */
export const ownNames = async (browser: Browser): Promise<string[]> =>
  (await browser.api.torrents.list.query({ scope: 'own' })).torrents.map(({ name }) => name)
