import type { Database } from './db/open.ts'
import type { Deps } from './deps.ts'

/** What a house makes once, when it is first asked for: it outlives a call and is no row. Two houses share nothing. */
export function perHouse<T>(make: (deps: Deps) => T): (deps: Deps) => T {
  const made = new WeakMap<Database, T>()
  return (deps) => {
    const known = made.get(deps.db)
    if (known !== undefined) return known
    const value = make(deps)
    made.set(deps.db, value)
    return value
  }
}
