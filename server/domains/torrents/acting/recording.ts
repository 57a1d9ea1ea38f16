import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import type { Deps } from '../../../platform/deps.ts'
import { ownersOf, owns, type TorrentRow } from '../rows.ts'

type Named = Pick<TorrentRow, 'id' | 'name'>

const most = 20

const listed = (names: readonly string[]): string =>
  names.length > most ? `${names.slice(0, most).join(', ')}, … (${names.length})` : names.join(', ')

/** Whose torrents these are, and how they are called; before their rows go. */
export function namesOf(deps: Deps, rows: readonly Named[]) {
  const owners = [
    ...ownersOf(
      deps,
      rows.map(({ id }) => id),
    ).values(),
  ].flat()
  const people = [...new Map(owners.map(({ id, name }) => [id, name])).values()]
  return {
    'torrentActs.fields.torrents': listed(rows.map(({ name }) => name)),
    'torrentActs.fields.owners': listed(people),
  }
}

/** Those of these torrents that are others' alone: whoever acts on them does so as an administrator. */
export const othersOf = <Row extends Named>(deps: Deps, actor: SignedIn, rows: readonly Row[]): Row[] =>
  rows.filter(({ id }) => !owns(deps, id, actor.account.id))

/** Leaves one line about what was done to others' torrents; none where all were the actor's own. */
export function recordOnOthers(deps: Deps, actor: SignedIn, act: MessageKey, rows: readonly Named[]): void {
  const others = othersOf(deps, actor, rows)
  if (others.length > 0) record(deps, actor, act, undefined, namesOf(deps, others))
}
