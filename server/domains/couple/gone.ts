import { and, eq, inArray } from 'drizzle-orm'
import type { Deps } from '../../platform/deps.ts'
import { coupleImport } from './import/tables.ts'
import { coupleDemo } from './tables.ts'

/**
 * Forgets what is remembered of things that are removed for good: their numbers may come back as something else, which
 * is then neither an example nor what an old site may overwrite. In the transaction that removes them.
 * @param references ids, of perspectives their numbers
 */
export function forgetGone(
  deps: Deps,
  thing: 'memory' | 'chapter' | 'subject' | 'perspective',
  references: readonly number[],
): void {
  const marks = references.map(String)
  deps.db
    .delete(coupleDemo)
    .where(and(eq(coupleDemo.thing, thing), inArray(coupleDemo.reference, marks)))
    .run()
  if (thing === 'chapter' || thing === 'subject') return
  deps.db
    .update(coupleImport)
    .set({ target: null })
    .where(and(eq(coupleImport.kind, thing), inArray(coupleImport.target, [...references])))
    .run()
}
