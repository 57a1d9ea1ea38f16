import { and, eq } from 'drizzle-orm'
import type { Deps } from '../../platform/deps.ts'
import { contact } from './tables.ts'

/** The contact with this address, brought back where it was deleted, else a new one. Returns its id. */
export function ensureContact(deps: Deps, person: { name: string; email: string | null }): number {
  return deps.inTx(() => {
    const email = person.email?.toLowerCase() ?? null
    const known = email === null ? undefined : deps.db.select().from(contact).where(eq(contact.email, email)).get()
    if (!known) {
      const row = { name: person.name, email, createdAt: deps.clock.now() }
      return deps.db.insert(contact).values(row).returning({ id: contact.id }).get().id
    }
    if (known.deletedAt !== null) deps.db.update(contact).set({ deletedAt: null }).where(eq(contact.id, known.id)).run()
    return known.id
  })
}

/** A contact's address follows that of its account, where it was the same and belongs to nobody else. */
export function followAddress(deps: Deps, id: number, before: string | null, email: string): void {
  if (before === null) return
  deps.inTx(() => {
    if (deps.db.select().from(contact).where(eq(contact.email, email)).get()) return
    deps.db
      .update(contact)
      .set({ email })
      .where(and(eq(contact.id, id), eq(contact.email, before)))
      .run()
  })
}
