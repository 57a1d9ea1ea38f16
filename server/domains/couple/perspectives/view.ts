import { asc } from 'drizzle-orm'
import type { PartnerView } from '../../../../shared/couple.ts'
import { coupleHome, coupleRoomId } from '../../../../shared/couple-live.ts'
import type { HopeView, SubjectColumn, SubjectsView, SubjectView } from '../../../../shared/couple-story.ts'
import type { Actor } from '../../../platform/actor.ts'
import { isoInstant } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { personViews } from '../../accounts/accounts.ts'
import { isPartner, partnerAccounts, partnerViews } from '../partners.ts'
import type { PerspectiveRow } from '../perspectives.ts'
import { ownAuthor, requireView } from '../policy.ts'
import { perspective } from '../tables.ts'
import type { SubjectRow } from './policy.ts'
import { subjectRows } from './subjects.ts'

/** Who looks, and whose words there are. */
interface Scene {
  readonly me: number
  /** The two, in their places. */
  readonly partners: readonly (PartnerView & { readonly account: number })[]
  readonly names: ReadonlyMap<number, { readonly name: string }>
}

/** What was written under no subject: shown like one that was never sealed. */
const untitled: SubjectRow = {
  ...{ id: 0, title: '', sealed: false, openedAt: null, openingAskedBy: null, position: 0, author: null },
  ...{ createdAt: 0, deletedAt: null, revision: 0 },
}

const presentHope = ({ number, content, updatedAt, revision }: PerspectiveRow): HopeView => ({
  ...{ number, content, revision },
  updatedAt: isoInstant(updatedAt),
})

function columnOf(scene: Scene, account: number | null, own: readonly PerspectiveRow[]): SubjectColumn {
  const partner = scene.partners.find((one) => one.account === account)
  const readable = own.filter(({ sealed, author }) => !sealed || author === scene.me)
  return {
    position: partner?.position ?? null,
    name: partner?.name ?? scene.names.get(account ?? 0)?.name ?? own[0]?.teller ?? null,
    mine: account !== null && account === scene.me,
    hopes: readable.map(presentHope),
    isSealed: readable.length < own.length,
  }
}

function presentSubject(scene: Scene, row: SubjectRow, rows: readonly PerspectiveRow[]): SubjectView {
  const { id, title, sealed, openedAt, openingAskedBy, revision } = row
  const two = scene.partners.map(({ account }) => account)
  const writtenBefore = rows.filter(({ author }) => author === null || !two.includes(author))
  const others = Map.groupBy(writtenBefore, ({ author, teller }) => author ?? teller)
  const columns = [
    ...two.map((account) =>
      columnOf(
        scene,
        account,
        rows.filter(({ author }) => author === account),
      ),
    ),
    ...[...others.values()].map((own) => columnOf(scene, own[0]?.author ?? null, own)),
  ]
  const written = two.filter((account) => rows.some(({ author }) => author === account)).length
  const isAsked = openingAskedBy !== null && two.includes(openingAskedBy)
  return {
    ...{ id, title, sealed, columns, revision },
    openedAt: openedAt === null ? null : isoInstant(openedAt),
    maySeal: id !== 0 && !sealed && openedAt === null && written < 2,
    openingAsked: isAsked ? (openingAskedBy === scene.me ? 'mine' : 'theirs') : null,
  }
}

/** What is left of a subject for whoever is not one of the two; null where that is nothing. */
function forVisitors(subject: SubjectView): SubjectView | null {
  if (subject.sealed) return null
  const columns = subject.columns
    .filter(({ hopes }) => hopes.length > 0)
    .map((column) => ({ ...column, isSealed: false }))
  return columns.length > 0 ? { ...subject, columns, maySeal: false, openingAsked: null } : null
}

/** What the two hope, subject by subject. Throws {@link DomainError} NOT_FOUND where it is closed to the actor. */
export function viewSubjects(deps: Deps, actor: Actor): SubjectsView {
  requireView(deps, actor)
  const room = deps.live.state(coupleHome.name, coupleRoomId)
  const mayEdit = isPartner(deps, actor)
  const rows = deps.db.select().from(perspective).orderBy(asc(perspective.number)).all()
  const accounts = partnerAccounts(deps)
  const partners = partnerViews(deps)
  const scene: Scene = {
    me: ownAuthor(deps, actor),
    partners: partners.flatMap((view, index) => ({ ...view, account: accounts[index] ?? 0 })),
    names: personViews(
      deps,
      rows.flatMap(({ author }) => author ?? []),
    ),
  }
  const under = (subjectId: number | null) => rows.filter((row) => row.subjectId === subjectId)
  const first = under(null).length > 0 ? [presentSubject(scene, untitled, under(null))] : []
  const subjects = [...first, ...subjectRows(deps).map((row) => presentSubject(scene, row, under(row.id)))]
  return { subjects: mayEdit ? subjects : subjects.flatMap((one) => forVisitors(one) ?? []), partners, mayEdit, room }
}
