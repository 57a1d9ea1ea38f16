import type { CoupleSection } from '../../../shared/couple-me.ts'
import type { Actor } from '../../platform/actor.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { isPartner } from './partners.ts'
import { mayView } from './policy.ts'
import { readCouple } from './row.ts'

const everything: readonly CoupleSection[] = ['story', 'memories', 'future']

interface Filled {
  readonly story: number
  readonly memories: number
  readonly future: number
}

/** What visitors find in each part, as 1 or 0. */
const filled = prepared((db) =>
  db.$client.prepare<[], Filled>(`
    SELECT
      EXISTS (SELECT 1 FROM chapter WHERE deleted_at IS NULL) AS story,
      EXISTS (SELECT 1 FROM memory WHERE deleted_at IS NULL AND status = 'shared') AS memories,
      EXISTS (
        SELECT 1 FROM perspective LEFT JOIN perspective_subject subject ON subject.id = subject_id
        WHERE perspective.sealed = 0 AND subject.deleted_at IS NULL
      ) AS future`),
)

/** The parts of the couple's pages that are offered to whoever looks: all of them to the two, who fill them. */
export function sectionsFor(deps: Deps, actor: Actor): readonly CoupleSection[] {
  if (!mayView(deps, actor)) return []
  if (isPartner(deps, actor)) return everything
  const there = filled(deps.db).get()
  const isCounting = readCouple(deps).startDate !== null
  return everything.filter((section) => there?.[section] === 1 || (section === 'future' && isCounting))
}
