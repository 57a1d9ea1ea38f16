import { couple, memory, partner } from '../../server/domains/couple/tables.ts'
import { startApp } from '../../server/testing/start-app.ts'
import { answer } from './answering.ts'

const memories = 10_000

const app = await startApp({ automatic: true, config: { trustProxy: 1 } })
const { deps } = app
const owner = app.person('owner')
const now = deps.clock.now()
deps.inTx(() => {
  deps.db.insert(couple).values({ id: 1, visibility: 'public', startDate: '2019-05-04' }).onConflictDoNothing().run()
  deps.db.update(couple).set({ visibility: 'public', startDate: '2019-05-04' }).run()
  deps.db.insert(partner).values({ position: 1, accountId: owner.id }).run()
  for (let n = 0; n < memories; n += 1) {
    const date = new Date(Date.UTC(2010, 0, 1 + (n % 5800))).toISOString().slice(0, 10)
    const words = { title: `Souvenir ${n}`, text: 'Une journée au bord de la mer. '.repeat(8), place: 'Étretat' }
    const times = { createdAt: now, updatedAt: now, sharedAt: now }
    deps.db
      .insert(memory)
      .values({ ...words, ...times, date, author: owner.id, status: 'shared' })
      .run()
  }
})
const browser = app.as(owner)
answer({ url: app.url, cookie: browser.cookies(), root: app.root }, () => app.stop())
