import { accounts } from './domains/accounts/domain.ts'
import { contacts } from './domains/contacts/domain.ts'
import { couple } from './domains/couple/domain.ts'
import { house } from './domains/house/domain.ts'
import { media } from './domains/media/domain.ts'
import { notices } from './domains/notices/domain.ts'
import { torrents } from './domains/torrents/domain.ts'
import type { Domain } from './platform/domain.ts'
import { router } from './platform/trpc.ts'

/** The only list of domains, one line each. */
export const domains = { house, accounts, contacts, media, notices, couple, torrents } satisfies Record<string, Domain>

const routersOf = <D extends Record<string, Domain>>(of: D) =>
  Object.fromEntries(Object.entries(of).map(([name, domain]) => [name, domain.router])) as {
    [K in keyof D]: D[K]['router']
  }

export const appRouter = router(routersOf(domains))

export type AppRouter = typeof appRouter
