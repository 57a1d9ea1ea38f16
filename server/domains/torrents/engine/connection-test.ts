import type * as z from 'zod/mini'
import {
  type EngineChoice,
  type EngineTest,
  engineSettings,
  type engineTestInput,
} from '../../../../shared/torrent-engine.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import type { Deps } from '../../../platform/deps.ts'
import { renewEngine } from './current.ts'
import { EngineError } from './engine.ts'
import { QBittorrent } from './qbittorrent/qbittorrent.ts'
import { refuseBadAddress } from './settings.ts'

/**
 * Tries a qBittorrent that is not stored yet, and says what it found or what is the matter. It signs in once: a
 * refused password is not shown again. An empty one stands for the stored one, as long as address and name stay the same.
 * @throws {DomainError} INVALID for an address to which the house does not speak
 */
export async function testEngine(
  deps: Deps,
  actor: SignedIn,
  given: z.infer<typeof engineTestInput>,
): Promise<EngineTest> {
  refuseBadAddress(given.url)
  const stored = deps.settings.get(engineSettings)
  const choice: EngineChoice = { ...given, way: 'remote' }
  const { url, username, password } = deps.settings.completed(engineSettings, choice)
  // Before it is tried: a server that refuses it has seen name and password all the same.
  record(deps, actor, 'torrentEngine.acts.engineTested', undefined, {
    'torrentEngine.audit.url': url,
    'torrentEngine.audit.username': username,
  })
  const engine = new QBittorrent(() => ({ url, username, password }), deps.clock)
  try {
    const version = await engine.version()
    const { torrents, freeSpace } = await engine.look()
    const isStored = stored.url === url && stored.username === username && stored.password === password
    // The engine itself may have been refused with the very same, before it was set right over there.
    if (isStored) renewEngine(deps)
    return { found: { version, torrents: torrents.size, freeSpace }, problem: null }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return { found: null, problem: error.problem }
  } finally {
    await engine.close()
  }
}
