import * as z from 'zod/mini'
import { defineNotice } from '../../shared/definitions.ts'
import { siteSettings } from '../../shared/house.ts'
import { mailServer } from '../../shared/mail.ts'
import type { Deps } from '../platform/deps.ts'
import { type NoticeKind, tells } from '../platform/domain.ts'

/** A kind that only tests know; it borrows the words of another. */
export const bell = defineNotice('attic.bell', z.object({ by: z.string(), title: z.string() }), {
  label: 'notices.kinds.memoryShared.label',
  title: 'notices.kinds.memoryShared.title',
  text: 'notices.kinds.memoryShared.text',
  link: () => '/couple',
  channels: ['page', 'mail'],
})

/** Declares that kind, as one line of a domain's manifest does. */
export const declareBell = (deps: Deps): void =>
  void (deps.catalog.notices as Map<string, NoticeKind>).set(bell.name, tells(bell))

/** Gives the house an address and a mail server. */
export function furnishMail(deps: Deps, server: { host: string; port: number }): void {
  const site = deps.settings.get(siteSettings)
  deps.settings.set(siteSettings, { ...site, address: 'https://house.example' })
  deps.settings.set(mailServer, {
    ...mailServer.defaults,
    ...server,
    security: 'none',
    fromName: 'Chez nous',
    fromAddress: 'us@example.org',
  })
}
