import * as z from 'zod/mini'
import { email, newOwner, token } from '../../../shared/accounts.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { HealthView } from '../../../shared/health.ts'
import {
  administer,
  type DeadJob,
  type DemoState,
  type Me,
  type ModuleView,
  type SettingsView,
  type SetupView,
} from '../../../shared/house.ts'
import { type MailContent, type MailView, mailServer } from '../../../shared/mail.ts'
import { deadLetters } from '../../platform/jobs/queue.ts'
import { mailLeaves } from '../../platform/mail/leaving.ts'
import { mailById, mailPage, waitingMails } from '../../platform/mail/outbox.ts'
import { limited, may, open, router } from '../../platform/trpc.ts'
import { auditProcedures } from './audit-router.ts'
import { demoState, insertDemo, removeDemo } from './demo.ts'
import { groupProcedures } from './groups-router.ts'
import { healthView } from './health.ts'
import { testMailServer } from './mail-server.ts'
import { meOf } from './me.ts'
import { moduleViews, switchModule } from './modules.ts'
import { presentDeadJob, presentMail, presentMailContent } from './present.ts'
import { changeSettings, readSettings } from './settings.ts'
import { checkSetupToken, reachStep, setUpOwner, setupView } from './setup.ts'
import { forgetJob, reviveJob, sendMailsAgain } from './upkeep.ts'

const setups = { name: 'house.setup', points: 20, seconds: 300 }
const mailTests = { name: 'house.mail-test', points: 20, seconds: 300 }
const page = z.object({ before: z.nullable(z.int()), limit: z.int().check(z.gte(1), z.lte(100)) })

export const houseRouter = router({
  ...groupProcedures,
  ...auditProcedures,

  me: open.query(({ ctx }): Me => meOf(ctx.deps, ctx.actor)),

  checkSetupToken: open
    .use(limited(setups))
    .input(z.object({ token }))
    .mutation(({ ctx, input }): void => checkSetupToken(ctx.deps, input.token)),

  setUpOwner: open
    .use(limited(setups))
    .input(z.object({ token, owner: newOwner }))
    .mutation(async ({ ctx, input }): Promise<void> => {
      const { http, actor } = ctx
      const from = { userAgent: http?.userAgent ?? '', origin: http?.origin ?? '' }
      const opened = await setUpOwner(ctx.deps, actor, input.token, input.owner, from)
      http?.setSession(opened.token, opened.maxAge)
    }),

  setup: open.query(({ ctx }): SetupView => setupView(ctx.deps)),

  reachSetupStep: may(administer)
    .input(z.object({ step: z.string().check(z.maxLength(100)) }))
    .mutation(({ ctx, input }): SetupView => {
      reachStep(ctx.deps, ctx.actor, input.step)
      return setupView(ctx.deps)
    }),

  modules: may(administer).query(({ ctx }): ModuleView[] => moduleViews(ctx.deps)),

  switchModule: may(administer)
    .input(z.object({ name: z.string().check(z.maxLength(100)), on: z.boolean() }))
    .mutation(({ ctx, input }): ModuleView[] => switchModule(ctx.deps, ctx.actor, input.name, input.on)),

  settings: may(administer)
    .input(z.object({ name: z.string().check(z.maxLength(100)) }))
    .query(({ ctx, input }): SettingsView => readSettings(ctx.deps, input.name)),

  changeSettings: may(administer)
    .input(z.object({ name: z.string().check(z.maxLength(100)), value: z.unknown(), revision: z.number() }))
    .mutation(({ ctx, input }): SettingsView => changeSettings(ctx.deps, ctx.actor, input)),

  testMailServer: may(administer)
    .use(limited(mailTests))
    .input(z.object({ server: mailServer.schema, recipient: email }))
    .mutation(({ ctx, input }): Promise<void> => testMailServer(ctx.deps, ctx.actor, input.server, input.recipient)),

  mails: may(administer)
    .input(page)
    .query(({ ctx, input }): MailView[] => mailPage(ctx.deps, input.before, input.limit).map(presentMail)),

  mail: may(administer)
    .input(z.object({ id: z.number() }))
    .query(({ ctx, input }): MailContent => {
      const row = mailById(ctx.deps, input.id)
      if (!row) throw new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND')
      return presentMailContent(row)
    }),

  mailState: may(administer).query(({ ctx }): { serverSet: boolean; waiting: number } => ({
    serverSet: mailLeaves(ctx.deps),
    waiting: waitingMails(ctx.deps),
  })),

  sendWaitingMails: may(administer).mutation(({ ctx }): void => sendMailsAgain(ctx.deps, ctx.actor)),

  health: may(administer).query(({ ctx }): Promise<HealthView> => healthView(ctx.deps)),

  deadJobs: may(administer).query(({ ctx }): DeadJob[] => deadLetters(ctx.deps.db).map(presentDeadJob)),

  reviveJob: may(administer)
    .input(z.object({ id: z.number() }))
    .mutation(({ ctx, input }): void => reviveJob(ctx.deps, ctx.actor, input.id)),

  forgetJob: may(administer)
    .input(z.object({ id: z.number() }))
    .mutation(({ ctx, input }): void => forgetJob(ctx.deps, ctx.actor, input.id)),

  demo: may(administer).query(({ ctx }): DemoState => demoState(ctx.deps)),

  insertDemo: may(administer).mutation(({ ctx }): Promise<void> => insertDemo(ctx.deps, ctx.actor)),

  removeDemo: may(administer).mutation(({ ctx }): void => removeDemo(ctx.deps, ctx.actor)),
})
