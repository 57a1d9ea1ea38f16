import { systemClock } from '../../server/platform/clock.ts'
import { startApp } from '../../server/testing/start-app.ts'
import { answer } from './answering.ts'

const app = await startApp({ automatic: true, overrides: { clock: systemClock } })
const owner = app.person('owner', 'Camille')
const browser = app.as(owner)
const other = app.person('member', 'Dominique')
await browser.api.couple.namePartner.mutate({ position: 1, accountId: owner.id })
await browser.api.couple.namePartner.mutate({ position: 2, accountId: other.id })
await browser.api.house.insertDemo.mutate()
await browser.api.couple.changeVisibility.mutate({ visibility: 'public' })
await app.settle()
answer({ url: app.url, cookie: browser.cookies(), root: app.root }, () => app.stop())
