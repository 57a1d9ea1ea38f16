import type { ImportReport } from '../../../../shared/couple-import.ts'
import { DomainError } from '../../../../shared/errors.ts'
import { type Actor, isSignedIn } from '../../../platform/actor.ts'
import { type Doer, record } from '../../../platform/audit/audit.ts'
import type { Deps } from '../../../platform/deps.ts'
import { actorFor } from '../../../platform/http/actor.ts'
import { people } from '../../accounts/accounts.ts'
import { identityOf } from '../../accounts/identity.ts'
import { isPartner, partnerAccounts } from '../partners.ts'
import { type Partner, writerOfImport } from '../policy.ts'
import type { Bringing } from './bring.ts'
import { knownSite, siteOf } from './entries.ts'
import { bringMemory, keepsNumber } from './memory.ts'
import type { OldSite } from './old-site.ts'
import { Tally } from './tally.ts'
import { bringFields, bringPerspective, keepsPlace } from './texts.ts'

/** Told how many memories and perspectives are dealt with, of all. */
export type Progress = (done: number, total: number) => void

/**
 * In whose name an old site comes in: the asker's, who is one of the two, else the first partner's, else the owner's.
 * @throws {DomainError} CONFLICT while the house has no owner
 */
function writerFor(deps: Deps, actor: Actor): Partner {
  if (isSignedIn(actor) && isPartner(deps, actor)) return writerOfImport(actor)
  const all = people(deps)
  const owner = all.find(({ role }) => role === 'owner')
  if (!owner) throw new DomainError('CONFLICT', 'coupleImport.errors.noOwner')
  const [first = owner.id] = partnerAccounts(deps)
  const identity = identityOf(deps, first) ?? identityOf(deps, owner.id)
  const writer = actorFor(deps, identity, { address: actor.address, locale: actor.locale })
  if (!isSignedIn(writer)) throw new DomainError('CONFLICT', 'coupleImport.errors.noOwner')
  return writerOfImport(writer)
}

/** Those whose number is free come first, so that no other is given it. */
function inOrder<T>(things: readonly T[], isFree: (thing: T) => boolean): T[] {
  const { free = [], others = [] } = Object.groupBy(things, (thing) => (isFree(thing) ? 'free' : 'others'))
  return [...free, ...others]
}

async function bringAll(bringing: Bringing, progress: Progress): Promise<ImportReport> {
  const { deps, old } = bringing
  const total = old.memories.length + old.perspectives.length
  let done = 0
  const next = () => {
    if (deps.underway.ending.aborted) throw new DomainError('UNAVAILABLE', 'common.errors.UNAVAILABLE')
    progress(done, total)
    done += 1
  }
  bringFields(bringing)
  for (const perspective of inOrder(old.perspectives, (one) => keepsPlace(deps, one))) {
    next()
    bringPerspective(bringing, perspective)
  }
  for (const memory of inOrder(old.memories, (one) => keepsNumber(deps, one))) {
    next()
    await bringMemory(bringing, memory)
  }
  progress(total, total)
  return bringing.tally.report()
}

/** What an import would do. Nothing is written. */
export const lookAt = (deps: Deps, actor: Actor, old: OldSite): Promise<ImportReport> =>
  bringAll(
    { deps, by: writerFor(deps, actor), old, site: knownSite(deps, old), isLook: true, tally: new Tally() },
    () => undefined,
  )

/** Writes into the audit log that an import begins: of one that is cut off for good, nothing else would tell. */
export const recordStart = (deps: Deps, actor: Doer): void => record(deps, actor, 'coupleImport.acts.started')

/** Writes into the audit log what an import brought. */
export const recordEnd = (deps: Deps, actor: Doer, { memories, photographs, perspectives }: ImportReport): void =>
  record(deps, actor, 'coupleImport.acts.imported', undefined, { memories, photographs, perspectives })

/**
 * Brings an old couple site in. Each thing comes in a transaction of its own together with the note of it, so that an
 * import that was cut off goes on with the next one, and a repeated one brings only what is new in the old site.
 * @throws {DomainError} CONFLICT (no owner), UNAVAILABLE (the disk is full, the house closes): what came so far stays
 */
export function importSite(
  deps: Deps,
  actor: Actor,
  old: OldSite,
  progress: Progress = () => undefined,
): Promise<ImportReport> {
  const by = writerFor(deps, actor)
  const bring = async () => {
    const bringing = { deps, by, old, site: siteOf(deps, old), isLook: false, tally: new Tally() }
    return bringAll(bringing, progress)
  }
  return deps.underway.run(() => deps.turns.run('couple.import', { signal: deps.underway.ending }, bring))
}
