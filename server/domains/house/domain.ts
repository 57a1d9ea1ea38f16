import * as z from 'zod/mini'
import { defineJob } from '../../../shared/definitions.ts'
import {
  administer,
  databaseCheck,
  modulesSettings,
  setupProgress,
  setupToken,
  siteSettings,
} from '../../../shared/house.ts'
import { mailServer } from '../../../shared/mail.ts'
import { days } from '../../platform/clock.ts'
import { type Domain, onJob, tells } from '../../platform/domain.ts'
import { forgetDead, forgetDone } from '../../platform/jobs/queue.ts'
import { deliver, giveMailUp, sendMail, sweepMails } from '../../platform/mail/outbox.ts'
import { keepDatabaseCheck, watchHealth } from './health.ts'
import { houseChecks } from './health-checks.ts'
import { houseHttp } from './http.ts'
import { healthChanged } from './notices.ts'
import { houseRouter } from './router.ts'

const jobsRemembered = { done: days(60), dead: days(90) } as const

const tidy = defineJob('house.tidy', z.object({}))

const checkDatabaseJob = defineJob('house.check-database', z.object({}))

const watchHealthJob = defineJob('house.watch-health', z.object({}), { attempts: 3 })

export const house = {
  router: houseRouter,
  abilities: [administer],
  settings: [siteSettings, modulesSettings, setupProgress, setupToken, databaseCheck, mailServer],
  health: houseChecks,
  notices: [tells(healthChanged, (_deps, { account }) => account.role === 'owner')],
  handlers: [
    onJob(sendMail, deliver, giveMailUp),
    onJob(watchHealthJob, watchHealth),
    onJob(checkDatabaseJob, keepDatabaseCheck),
    onJob(tidy, (deps) => {
      const now = deps.clock.now()
      forgetDone(deps.db, now - jobsRemembered.done)
      forgetDead(deps.db, now - jobsRemembered.dead)
      sweepMails(deps)
      deps.db.$client.pragma('optimize')
    }),
  ],
  schedule: [
    { cron: '40 3 * * *', job: tidy },
    { cron: '*/5 * * * *', job: watchHealthJob },
    { cron: '50 * * * *', job: checkDatabaseJob },
  ],
  http: houseHttp,
} satisfies Domain
