import * as z from 'zod/mini'
import { defineNotice, type NoticeDefinition } from '../../../shared/definitions.ts'
import type { Deps } from '../../platform/deps.ts'
import { notify } from '../notices/notify.ts'
import { partnerAccounts } from './partners.ts'
import type { Partner } from './policy.ts'

/** The other partner shared a memory. Its key is the memory's id. */
export const memoryShared = defineNotice(
  'couple.memory-shared',
  z.object({ memoryId: z.number(), title: z.string(), by: z.string() }),
  {
    label: 'notices.kinds.memoryShared.label',
    title: 'notices.kinds.memoryShared.title',
    text: 'notices.kinds.memoryShared.text',
    link: ({ memoryId }) => `/couple/memories/${memoryId}`,
    icon: 'heart',
    channels: ['page', 'mail'],
  },
)

/** Both have written to a sealed subject: their words are open. Its key is the subject's id. */
export const subjectOpened = defineNotice('couple.subject-opened', z.object({ title: z.string(), by: z.string() }), {
  label: 'notices.kinds.subjectOpened.label',
  title: 'notices.kinds.subjectOpened.title',
  text: 'notices.kinds.subjectOpened.text',
  link: () => '/couple/future',
  icon: 'heart',
  channels: ['page', 'mail'],
})

/** Memories of somebody whose account is deleted are theirs now. Its key is that account's id. */
export const memoriesGiven = defineNotice('couple.memories-given', z.object({ from: z.string(), count: z.number() }), {
  label: 'notices.kinds.memoriesGiven.label',
  title: 'notices.kinds.memoriesGiven.title',
  text: 'notices.kinds.memoriesGiven.text',
  link: () => '/couple/memories',
  icon: 'heart',
  channels: ['page', 'mail'],
})

/** Tells a person of the memories that somebody left them. */
export const tellOfGiven = (deps: Deps, to: number, given: { from: string; count: number }, former: number): void =>
  void notify(deps, memoriesGiven, to, given, String(former))

const tellOther = <T>(deps: Deps, by: Partner, kind: NoticeDefinition<T>, payload: NoInfer<T>, key: number): void => {
  for (const accountId of partnerAccounts(deps)) {
    if (accountId !== by.account.id) notify(deps, kind, accountId, payload, String(key))
  }
}

/** Tells whoever wrote first that the other's words are there, and both can be read. */
export const tellOtherOfOpening = (deps: Deps, by: Partner, { id, title }: { id: number; title: string }): void =>
  tellOther(deps, by, subjectOpened, { title, by: by.account.name }, id)

/** Tells the other partner of a memory that was shared. */
export const tellOtherOfMemory = (deps: Deps, by: Partner, { id, title }: { id: number; title: string }): void =>
  tellOther(deps, by, memoryShared, { memoryId: id, title, by: by.account.name }, id)
