import { randomUUID } from 'node:crypto'
import { torrent, torrentOwner } from '../../server/domains/torrents/tables.ts'
import { systemClock } from '../../server/platform/clock.ts'
import { startApp } from '../../server/testing/start-app.ts'
import { v1Of } from '../../server/testing/torrents.ts'
import { engineSettings } from '../../shared/torrent-engine.ts'
import { answer } from './answering.ts'

const [url = '', count = '0'] = process.argv.slice(2)

const app = await startApp({ automatic: true, overrides: { clock: systemClock }, modules: ['torrents'] })
const { deps } = app
const people = ['owner', 'member', 'member', 'member'] as const
const accounts = people.map((role) => app.person(role).id)
const now = deps.clock.now()

/** Gives the house an engine, and a row to each of the torrents that this holds. */
function furnish(): void {
  deps.inTx(() => {
    for (let number = 0; number < Number(count); number += 1) {
      const row = {
        uuid: randomUUID(),
        v1: v1Of(number),
        name: `Torrent ${number}`,
        size: 4e9,
        addedAt: now,
        sentAt: now,
      }
      const { id } = deps.db
        .insert(torrent)
        .values({ ...row, state: 'finished', progress: 1, finishedAt: now })
        .returning({ id: torrent.id })
        .get()
      const accountId = accounts[number % accounts.length] ?? 0
      deps.db.insert(torrentOwner).values({ torrentId: id, accountId, since: now }).run()
    }
  })
  deps.settings.set(engineSettings, { way: 'remote', url, username: 'admin', password: 'double-password' })
}

process.on('message', (word) => {
  if (word === 'furnish') furnish()
})
answer({ url: app.url, cookie: app.as('admin').cookies(), root: app.root }, () => app.stop())
