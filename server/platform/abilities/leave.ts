import { eq } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { groupMember } from './tables.ts'

/** Takes an account that goes out of all its groups. */
export function leaveGroups(db: Database, accountId: number): void {
  db.delete(groupMember).where(eq(groupMember.accountId, accountId)).run()
}
