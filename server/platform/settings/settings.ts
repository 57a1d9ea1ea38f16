import { eq, sql } from 'drizzle-orm'
import type { SettingsDefinition } from '../../../shared/definitions.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Clock } from '../clock.ts'
import { type Database, prepared } from '../db/open.ts'
import type { Transactions } from '../db/transactions.ts'
import type { Logger } from '../log.ts'
import { seal, unseal } from './secrets.ts'
import { setting } from './tables.ts'

type Stored = Record<string, unknown>

const rowByName = prepared((db) =>
  db
    .select()
    .from(setting)
    .where(eq(setting.name, sql.placeholder('name')))
    .prepare(),
)

const foreignChanges = prepared((db) => db.$client.prepare('PRAGMA data_version').pluck())

/** Settings as typed values, one row a definition. */
export class Settings {
  readonly #db: Database
  readonly #transactions: Transactions
  readonly #clock: Clock
  readonly #key: Buffer
  readonly #log: Logger
  readonly #known = new Map<string, object>()
  #knownAt: unknown = null

  constructor(db: Database, transactions: Transactions, clock: Clock, key: Buffer, log: Logger) {
    this.#db = db
    this.#transactions = transactions
    this.#clock = clock
    this.#key = key
    this.#log = log
  }

  /** The value in force, secrets included; the defaults where nothing was ever set. */
  get<T extends object>(of: SettingsDefinition<T>): T {
    this.#forgetOutdated()
    const known = this.#known.get(of.name)
    if (known !== undefined) return known as T
    const value = this.#read(of)
    // What an open transaction sees may yet be rolled back.
    if (!this.#transactions.open) this.#known.set(of.name, value)
    return value
  }

  /** Another process, such as the command line, may have changed a setting. */
  #forgetOutdated(): void {
    const version = foreignChanges(this.#db).get()
    if (version === this.#knownAt) return
    this.#known.clear()
    this.#knownAt = version
  }

  #read<T extends object>(of: SettingsDefinition<T>): T {
    const row = this.#row(of)
    if (!row) return of.defaults
    const stored = JSON.parse(row.value) as Stored
    for (const field of of.secrets) stored[field] = this.#unsealed(`${of.name}.${field}`, stored[field])
    const parsed = of.schema.safeParse({ ...of.defaults, ...stored })
    if (parsed.success) return parsed.data
    this.#log.error({ name: of.name }, 'Stored settings no longer fit; the defaults hold until they are saved again')
    return of.defaults
  }

  /** The plain text of a stored secret; empty where the key or the row is another one, so that it can be set anew. */
  #unsealed(name: string, sealed: unknown): string {
    if (typeof sealed !== 'string' || sealed === '') return ''
    try {
      return unseal(this.#key, name, sealed)
    } catch {
      this.#log.error({ name }, 'A stored secret cannot be read with the key of this house')
      return ''
    }
  }

  /** Zero where nothing was ever set. */
  revision<T extends object>(of: SettingsDefinition<T>): number {
    return this.#row(of)?.revision ?? 0
  }

  /** The value as a browser may see it: secrets are empty texts. */
  shown<T extends object>(of: SettingsDefinition<T>): T {
    const hidden = of.secrets.map((field) => [field, ''] as const)
    return { ...this.get(of), ...Object.fromEntries(hidden) }
  }

  /** Which secrets are set. */
  secretsSet<T extends object>(of: SettingsDefinition<T>): string[] {
    const value = this.get(of)
    return of.secrets.filter((field) => value[field] !== '')
  }

  /**
   * A value from a form, in which an empty secret stands for the stored one: that is filled in only while all that
   * the secrets are bound to stays as it was, so that none is ever shown to another server.
   */
  completed<T extends object>(of: SettingsDefinition<T>, given: T): T {
    const stored = this.get(of)
    const moved = of.boundTo.some((field) => stored[field] !== given[field])
    const filled = moved ? [] : of.secrets.filter((field) => given[field] === '').map((field) => [field, stored[field]])
    return { ...given, ...Object.fromEntries(filled) }
  }

  /**
   * Stores a whole value, completed by {@link completed}.
   * @param revision the one that was read; null overwrites whatever is there.
   * @throws {DomainError} CONFLICT where someone else changed it in between, INVALID where the value is not one.
   */
  set<T extends object>(of: SettingsDefinition<T>, value: NoInfer<T>, revision: number | null = null): void {
    this.#transactions.inTx(() => {
      const current = this.revision(of)
      if (revision !== null && revision !== current) throw new DomainError('CONFLICT', 'common.errors.changedMeanwhile')
      const next = { ...this.completed(of, of.schema.parse(value)) } as Stored
      for (const field of of.secrets) {
        const secret = next[field]
        next[field] = typeof secret === 'string' && secret !== '' ? seal(this.#key, `${of.name}.${field}`, secret) : ''
      }
      const row = { value: JSON.stringify(next), revision: current + 1, changedAt: this.#clock.now() }
      this.#db
        .insert(setting)
        .values({ name: of.name, ...row })
        .onConflictDoUpdate({ target: setting.name, set: row })
        .run()
      this.#known.delete(of.name)
    })
  }

  /** Back to the defaults, secrets included. */
  forget(of: { readonly name: string }): void {
    this.#db.delete(setting).where(eq(setting.name, of.name)).run()
    this.#known.delete(of.name)
  }

  #row(of: { name: string }): typeof setting.$inferSelect | undefined {
    return rowByName(this.#db).get({ name: of.name })
  }
}
