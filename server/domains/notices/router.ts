import * as z from 'zod/mini'
import { siteSettings } from '../../../shared/house.ts'
import {
  type ChoicesView,
  choiceInput,
  type NoticeView,
  noticePageInput,
  type StopView,
  stopInput,
  timingInput,
} from '../../../shared/notices.ts'
import type { SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { mailLeaves } from '../../platform/mail/leaving.ts'
import { limited, open, router, signedIn } from '../../platform/trpc.ts'
import { addresseeOf } from '../accounts/addressee.ts'
import { changeTiming, choose, kindChoices, timingOf } from './choices.ts'
import { markRead, noticePage } from './list.ts'
import { unreadNotices } from './notify.ts'
import { readStop, stopMails, stopRate } from './stop.ts'

function choicesOf(deps: Deps, actor: SignedIn): ChoicesView {
  const { id } = actor.account
  const person = addresseeOf(deps, id)
  const words = deps.words(actor.locale)
  return {
    kinds: kindChoices(deps, actor).map(({ label, ...choice }) => ({ ...choice, label: words(label as never) })),
    timing: timingOf(deps, id),
    email: person?.email ?? null,
    timeZone: person?.timeZone ?? deps.settings.get(siteSettings).timeZone,
    mailLeaves: mailLeaves(deps),
  }
}

export const noticesRouter = router({
  list: signedIn.input(noticePageInput).query(({ ctx, input }): NoticeView[] => noticePage(ctx.deps, ctx.actor, input)),

  unread: signedIn.query(({ ctx }): number => unreadNotices(ctx.deps, ctx.actor)),

  markRead: signedIn
    .input(z.object({ id: z.number() }))
    .mutation(({ ctx, input }): void => markRead(ctx.deps, ctx.actor, input.id)),

  markAllRead: signedIn.mutation(({ ctx }): void => markRead(ctx.deps, ctx.actor, null)),

  choices: signedIn.query(({ ctx }): ChoicesView => choicesOf(ctx.deps, ctx.actor)),

  choose: signedIn
    .input(choiceInput)
    .mutation(({ ctx, input: { kind, channel, on } }): void =>
      choose(ctx.deps, ctx.actor.account.id, kind, channel, on),
    ),

  changeTiming: signedIn
    .input(timingInput)
    .mutation(({ ctx, input }): void => changeTiming(ctx.deps, ctx.actor.account.id, input)),

  stop: open
    .use(limited(stopRate))
    .input(stopInput)
    // Its input is a secret: that of queries stands in the address, which proxies write down.
    .mutation(({ ctx, input }): StopView => readStop(ctx.deps, input.token, ctx.actor.locale)),

  stopMails: open
    .use(limited(stopRate))
    .input(stopInput)
    .mutation(({ ctx, input }): void => stopMails(ctx.deps, input.token)),
})
