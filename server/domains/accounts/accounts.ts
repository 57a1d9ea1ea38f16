import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { PersonView, Profile } from '../../../shared/accounts.ts'
import type { Role } from '../../../shared/definitions.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Locale } from '../../../shared/locale.ts'
import type { Actor, SignedIn } from '../../platform/actor.ts'
import { type Doer, record } from '../../platform/audit/audit.ts'
import { countRows } from '../../platform/db/count.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Sync } from '../../platform/db/transactions.ts'
import type { Deps } from '../../platform/deps.ts'
import { ensureContact } from '../contacts/contacts.ts'
import { tellOfPassword } from './notices.ts'
import { hashPassword, refuseWeak } from './passwords.ts'
import { endOtherSessions } from './sessions.ts'
import { type AccountRow, account, emailChange } from './tables.ts'

export interface NewAccount {
  readonly username: string
  readonly name: string
  /** Proved by its owner, or null. */
  readonly email: string | null
  readonly password: string
  readonly locale: Locale
  readonly timeZone: string
}

const oneOwner = prepared((db) =>
  db.select({ id: account.id }).from(account).where(eq(account.role, 'owner')).limit(1).prepare(),
)

/** Whether the house has its owner. */
export const hasOwner = (deps: Deps): boolean => oneOwner(deps.db).get() !== undefined

function refuseTaken(deps: Deps, person: NewAccount): void {
  const taken = (column: typeof account.username | typeof account.email, value: string) =>
    countRows(deps.db, account, eq(column, value)) > 0
  if (taken(account.username, person.username)) throw conflict('username', 'accounts.errors.usernameTaken')
  if (person.email !== null && taken(account.email, person.email)) throw conflict('email', 'accounts.errors.emailTaken')
}

const conflict = (field: string, key: 'accounts.errors.usernameTaken' | 'accounts.errors.emailTaken') =>
  new DomainError('CONFLICT', key, {}, [{ path: [field], key }])

/** The contact behind a new account; one that has an account is somebody else, whatever its address says. */
function ownContact(deps: Deps, { name, email }: { name: string; email: string | null }): number {
  const id = ensureContact(deps, { name, email })
  const isTaken = countRows(deps.db, account, eq(account.contactId, id)) > 0
  return isTaken ? ensureContact(deps, { name, email: null }) : id
}

/**
 * Checks a new account and hashes its password; the returned function writes it and answers its id, to be called
 * in the caller's transaction.
 * @throws {DomainError} INVALID for a weak password, CONFLICT for a name or address that is taken.
 */
export async function prepareAccount(deps: Deps, person: NewAccount, role: Role): Promise<() => number> {
  refuseWeak(person.password, [person.username, person.name, person.email?.split('@')[0] ?? ''])
  refuseTaken(deps, person)
  const passwordHash = await hashPassword(person.password)
  return () => {
    refuseTaken(deps, person)
    const { username, name, email, locale, timeZone } = person
    const contactId = ownContact(deps, { name, email })
    const row = { contactId, username, name, email, passwordHash, role, locale, timeZone, createdAt: deps.clock.now() }
    return deps.db.insert(account).values(row).returning({ id: account.id }).get().id
  }
}

/**
 * Makes the one owner, also when several ask at the same moment; `then` joins the transaction.
 * @throws {DomainError} CONFLICT where there is one already, and as {@link prepareAccount}
 */
export async function createOwner<T>(
  deps: Deps,
  person: NewAccount,
  then: (accountId: number) => Sync<T>,
): Promise<Sync<T>> {
  const refuseSecond = () => {
    if (hasOwner(deps)) throw new DomainError('CONFLICT', 'accounts.errors.ownerExists')
  }
  refuseSecond()
  const write = await prepareAccount(deps, person, 'owner')
  return deps.inTx(() => {
    refuseSecond()
    return then(write())
  })
}

/** Makes an administrator from the machine's own command line. Throws as {@link prepareAccount}. */
export async function createAdmin(deps: Deps, actor: Actor, person: NewAccount): Promise<void> {
  const write = await prepareAccount(deps, person, 'admin')
  deps.inTx(() => {
    write()
    const { username, name, email } = person
    record(deps, actor, 'accounts.acts.adminCreated', undefined, { username, name, email })
  })
}

/** Sets a password from the machine's own command line; every session of the account ends. Throws NOT_FOUND. */
export async function resetPassword(deps: Deps, actor: Actor, username: string, password: string): Promise<void> {
  const row = deps.db.select().from(account).where(eq(account.username, username.toLowerCase())).get()
  if (!row) throw new DomainError('NOT_FOUND', 'accounts.errors.unknown', { username })
  refuseWeak(password, [row.username, row.name])
  const passwordHash = await hashPassword(password)
  writePassword(deps, actor, row, passwordHash)
}

/** Gives an account another password from outside its sessions, which all end. */
export function writePassword(
  deps: Deps,
  doer: Doer,
  { id, username }: { id: number; username: string },
  passwordHash: string,
): void {
  deps.inTx(() => {
    deps.db.update(account).set({ passwordHash }).where(eq(account.id, id)).run()
    endOtherSessions(deps, id, null)
    record(deps, doer, 'accounts.acts.passwordReset', undefined, { username })
    tellOfPassword(deps, id, doer.address)
  })
}

/** The account with this username or sign-in address, in any case of letters. */
export function findByLogin(deps: Deps, login: string): AccountRow | undefined {
  const name = login.trim().toLowerCase()
  return deps.db
    .select()
    .from(account)
    .where(or(eq(account.username, name), eq(account.email, name)))
    .get()
}

/** What somebody sees and changes of their own account. Throws {@link DomainError} NOT_FOUND. */
export function profileOf(deps: Deps, actor: SignedIn): Profile {
  const row = deps.db.select().from(account).where(eq(account.id, actor.account.id)).get()
  if (!row) throw new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND')
  const { id, username, name, email, role, locale, timeZone } = row
  const pending = and(eq(emailChange.accountId, id), gt(emailChange.expiresAt, deps.clock.now()))
  const nextEmail = deps.db.select().from(emailChange).where(pending).get()?.email ?? null
  return { username, name, email: email ?? '', nextEmail, role, locale, timeZone }
}

/** Writes what somebody may change of their own account. */
export function changeProfile(
  deps: Deps,
  actor: SignedIn,
  next: { name: string; locale: Locale; timeZone: string },
): void {
  deps.db.update(account).set(next).where(eq(account.id, actor.account.id)).run()
}

/** The people who may sign in, by name. */
export function people(deps: Deps): PersonView[] {
  const columns = { id: account.id, name: account.name, username: account.username, role: account.role }
  return deps.db.select(columns).from(account).where(isNull(account.disabledAt)).orderBy(account.name).all()
}

const peopleByIds = prepared((db) =>
  db
    .select({ id: account.id, name: account.name, username: account.username, role: account.role })
    .from(account)
    .where(sql`${account.id} IN (SELECT value FROM json_each(${sql.placeholder('ids')}))`)
    .prepare(),
)

/** Names and roles of some accounts, by id. */
export function personViews(deps: Deps, ids: readonly number[]): Map<number, PersonView> {
  const rows = peopleByIds(deps.db).all({ ids: JSON.stringify(ids) })
  return new Map(rows.map((row) => [row.id, row]))
}
