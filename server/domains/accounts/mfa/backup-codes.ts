import { randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { countRows } from '../../../platform/db/count.ts'
import type { Deps } from '../../../platform/deps.ts'
import { tokenHash } from '../../../platform/http/actor.ts'
import { backupCode } from './tables.ts'

const amount = 10
/** Crockford's: no letter that looks like a digit. https://www.crockford.com/base32.html */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Of five bits each: 120 in all. */
const signs = 24

function newCode(): string {
  const code = [...randomBytes(signs)].map((byte) => alphabet[byte % alphabet.length]).join('')
  return (code.match(/.{4}/g) ?? []).join('-')
}

/** As it was made, however it was typed. */
const normalized = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')

const hashOf = (code: string): string => tokenHash(normalized(code))

/** Whether a code is meant as one of these: an authenticator's has six digits. */
export const isBackupShaped = (code: string): boolean => normalized(code).length > 6

/** Ten codes, each of which opens once, in place of all earlier ones. They are shown now and never again. */
export function renewBackupCodes(deps: Deps, accountId: number): string[] {
  const codes = Array.from({ length: amount }, newCode)
  forgetBackupCodes(deps, accountId)
  deps.db
    .insert(backupCode)
    .values(codes.map((code) => ({ accountId, codeHash: hashOf(code) })))
    .run()
  return codes
}

/** Whether the code is one of the account's that nobody used; it is used by that. */
export function acceptBackupCode(deps: Deps, accountId: number, code: string): boolean {
  const unused = and(
    eq(backupCode.accountId, accountId),
    eq(backupCode.codeHash, hashOf(code)),
    isNull(backupCode.usedAt),
  )
  return deps.db.update(backupCode).set({ usedAt: deps.clock.now() }).where(unused).run().changes === 1
}

/** How many may still be used. */
export const backupCodesLeft = (deps: Deps, accountId: number): number =>
  countRows(deps.db, backupCode, and(eq(backupCode.accountId, accountId), isNull(backupCode.usedAt)))

/** Leaves an account without backup codes. */
export function forgetBackupCodes(deps: Deps, accountId: number): void {
  deps.db.delete(backupCode).where(eq(backupCode.accountId, accountId)).run()
}
