import { eq } from 'drizzle-orm'
import type { Locale } from '../../../shared/locale.ts'
import type { Deps } from '../../platform/deps.ts'
import { account } from './tables.ts'

/** Whom the house writes to, and how they read it. */
export interface Addressee {
  readonly name: string
  readonly email: string | null
  readonly locale: Locale
  readonly timeZone: string
}

/** Where and how the house writes to an account; null where there is none, or it is disabled. */
export function addresseeOf(deps: Deps, accountId: number): Addressee | null {
  const row = deps.db.select().from(account).where(eq(account.id, accountId)).get()
  if (!row || row.disabledAt !== null) return null
  const { name, email, locale, timeZone } = row
  return { name, email, locale, timeZone }
}

/** The account of the owner; null before the first run. */
export const ownerId = (deps: Deps): number | null =>
  deps.db.select({ id: account.id }).from(account).where(eq(account.role, 'owner')).get()?.id ?? null
