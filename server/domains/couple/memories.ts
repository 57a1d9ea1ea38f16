import { eq } from 'drizzle-orm'
import type { MemoryInput, MemoryStatus } from '../../../shared/couple.ts'
import { coupleChanged, coupleHome, couplePartner, coupleRoomId } from '../../../shared/couple-live.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Deps } from '../../platform/deps.ts'
import { attach } from '../media/media.ts'
import { withdraw } from '../notices/notify.ts'
import { memoryShared, tellOtherOfMemory } from './notices.ts'
import { partnerAccounts } from './partners.ts'
import type { Authorized, MemoryRow, Partner } from './policy.ts'
import { memory } from './tables.ts'

/** The fields of a memory that are to be changed. */
export type MemoryChange = { readonly [Field in keyof MemoryInput]?: MemoryInput[Field] | undefined }

/** The use of a memory's media, in their order. */
export const memoryUse = 'couple.memory'

/** Tells whoever sees a memory of this status that it is to be read again, and nobody else that it exists. */
export function tellOfMemory(deps: Deps, { id, status, author }: Pick<MemoryRow, 'id' | 'status' | 'author'>): void {
  const what = { what: 'memory', id } as const
  if (status === 'shared') deps.publish(coupleChanged, coupleHome, coupleRoomId, what)
  else if (author !== null) deps.publish(coupleChanged, couplePartner, String(author), what)
}

const sharedAtOf = (status: MemoryStatus, before: number | null, now: number): number | null =>
  status === 'shared' ? (before ?? now) : null

/** Of a memory that is older than this house, and that nobody here wrote. */
export interface Origin {
  /** A number that no memory has. */
  readonly id?: number
  readonly createdAt: number
}

/**
 * Writes a new memory and answers its id.
 * @param told who learns of one that is shared at once: examples are news to nobody
 * @throws {DomainError} NOT_FOUND for a picture that is neither the author's own unused upload, nor was taken away by
 *   one of the two a moment ago: what was deleted for good comes back as a new memory
 */
export function createMemory(
  deps: Deps,
  by: Partner,
  input: MemoryInput,
  told: 'partner' | 'nobody' = 'partner',
  origin?: Origin,
): number {
  const now = deps.clock.now()
  const { pictures, ...columns } = input
  const author = origin ? null : by.account.id
  const { createdAt } = { createdAt: now, ...origin }
  const sharedAt = sharedAtOf(input.status, null, createdAt)
  return deps.inTx(() => {
    const { id } = deps.db
      .insert(memory)
      .values({ ...columns, ...origin, author, sharedAt, createdAt, updatedAt: now })
      .returning({ id: memory.id })
      .get()
    attach(deps, by, memoryUse, id, pictures, partnerAccounts(deps))
    tellOfMemory(deps, { id, author, status: input.status })
    if (input.status === 'shared' && told === 'partner') tellOtherOfMemory(deps, by, { id, title: input.title })
    return id
  })
}

/**
 * Changes a memory; what `change` does not name stays. Only its author takes a shared one back.
 * @param revision the one that was read; null overwrites whatever is there
 * @throws {DomainError} CONFLICT where somebody changed it in between, FORBIDDEN for taking another's back,
 *   NOT_FOUND for a picture that is neither there already, nor the actor's own unused upload, nor was taken away by
 *   one of the two a moment ago
 */
export function editMemory(
  deps: Deps,
  by: Partner,
  row: Authorized<MemoryRow>,
  change: MemoryChange,
  revision: number | null,
): void {
  if (revision !== null && revision !== row.revision)
    throw new DomainError('CONFLICT', 'coupleEditor.errors.memoryChanged')
  const { pictures, ...columns } = change
  const status = change.status ?? row.status
  const takenBack = row.status === 'shared' && status !== 'shared'
  if (takenBack && row.author !== by.account.id)
    throw new DomainError('FORBIDDEN', 'coupleEditor.errors.notYoursToTakeBack')
  const now = deps.clock.now()
  deps.inTx(() => {
    deps.db
      .update(memory)
      .set({
        ...columns,
        sharedAt: sharedAtOf(status, row.sharedAt, now),
        updatedAt: now,
        changedBy: by.account.id,
        revision: row.revision + 1,
      })
      .where(eq(memory.id, row.id))
      .run()
    if (pictures) attach(deps, by, memoryUse, row.id, pictures, partnerAccounts(deps))
    tellOfMemory(deps, row)
    if (status === row.status) return
    tellOfMemory(deps, { ...row, status })
    if (takenBack) withdraw(deps, memoryShared, String(row.id))
    else if (status === 'shared') tellOtherOfMemory(deps, by, { id: row.id, title: change.title ?? row.title })
  })
}

/** Shows an own draft or private memory to the other partner. Throws INVALID where it has no title yet. */
export function shareMemory(deps: Deps, by: Partner, row: Authorized<MemoryRow>): void {
  if (row.title === '') {
    const key = 'coupleEditor.errors.titleMissing'
    throw new DomainError('INVALID', key, {}, [{ path: ['title'], key }])
  }
  editMemory(deps, by, row, { status: 'shared' }, null)
}
