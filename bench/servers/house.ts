import { couple, partner } from '../../server/domains/couple/tables.ts'
import { fillTimeline } from '../../server/testing/many-memories.ts'
import { startApp } from '../../server/testing/start-app.ts'
import { answer } from './answering.ts'

const app = await startApp({ automatic: true, config: { trustProxy: 1 } })
const { deps } = app
const owner = app.person('owner')
deps.db.insert(couple).values({ id: 1, visibility: 'public', startDate: '2019-05-04' }).run()
deps.db.insert(partner).values({ position: 1, accountId: owner.id }).run()
fillTimeline(deps, owner.id, 10_000)
const browser = app.as(owner)
answer({ url: app.url, cookie: browser.cookies(), root: app.root }, () => app.stop())
