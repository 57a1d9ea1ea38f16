import * as z from 'zod/mini'
import { defineNotice } from '../../../shared/definitions.ts'
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

/** Tells the other partner of a memory that was shared. */
export function tellPartner(deps: Deps, by: Partner, { id, title }: { id: number; title: string }): void {
  const payload = { memoryId: id, title, by: by.account.name }
  for (const accountId of partnerAccounts(deps)) {
    if (accountId !== by.account.id) notify(deps, memoryShared, accountId, payload, String(id))
  }
}
