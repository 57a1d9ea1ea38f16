import type { PeerView, TrackerView } from '../../../../shared/torrents.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { engineOf } from '../engine/current.ts'
import type { EngineTorrent, TorrentEngine } from '../engine/engine.ts'
import { asked } from '../engine/problems.ts'
import { mayReadKeys, torrentToActOn } from '../policy.ts'
import { type TorrentRow, tagOf } from '../rows.ts'
import { watchOf } from '../watch/watch.ts'

async function heldOf(deps: Deps, engine: TorrentEngine, row: TorrentRow): Promise<EngineTorrent | null> {
  const { uuid, v1, v2, sentAt } = row
  if (sentAt === null) return null
  return watchOf(deps).torrentOf(row) ?? (await engine.find({ v1, v2, tag: tagOf(uuid) }))
}

/**
 * Where a tracker is, without what may be the key of a person: neither its path nor what it said. Of several addresses
 * of one host the one with most peers stands for all.
 */
function hostsOf(trackers: readonly TrackerView[]): TrackerView[] {
  const hosts = new Map<string, TrackerView>()
  for (const tracker of trackers.toSorted((one, other) => one.peers - other.peers)) {
    const url = URL.canParse(tracker.url) ? new URL(tracker.url).host : ''
    hosts.set(url, { ...tracker, url, message: '' })
  }
  return [...hosts.values()]
}

/**
 * Who names peers of a torrent; null where the engine does not hold it, or not yet. Whole addresses are only for whoever
 * added it first, and administrators.
 * @throws {DomainError} NOT_FOUND, FORBIDDEN where it is only seen, UNAVAILABLE where the engine does not answer
 */
export async function trackersOf(deps: Deps, actor: SignedIn, id: number): Promise<readonly TrackerView[] | null> {
  const row = torrentToActOn(deps, actor, id)
  const told = await asked(async () => {
    const engine = engineOf(deps)
    const held = await heldOf(deps, engine, row)
    return held && engine.trackers(held.key)
  })
  // Meanwhile it may have come to be somebody else's.
  const now = torrentToActOn(deps, actor, id)
  return told && !mayReadKeys(deps, actor, now) ? hostsOf(told) : told
}

/**
 * Who the engine exchanges a torrent with; null where it does not hold it, or not yet.
 * @throws {DomainError} as {@link trackersOf}
 */
export async function peersOf(deps: Deps, actor: SignedIn, id: number): Promise<readonly PeerView[] | null> {
  const row = torrentToActOn(deps, actor, id)
  const told = await asked(async () => {
    const engine = engineOf(deps)
    const held = await heldOf(deps, engine, row)
    return held && engine.peers(held.key)
  })
  torrentToActOn(deps, actor, id)
  return told
}
