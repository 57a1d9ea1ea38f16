import type { Deps } from '../../../platform/deps.ts'
import { EngineError, type TorrentEngine } from './engine.ts'

const refuse = async (): Promise<never> => {
  throw new EngineError('off', { key: 'torrents.problems.engine', args: {} })
}

const none: TorrentEngine = {
  ...{ version: refuse, look: refuse, find: refuse, add: refuse, tag: refuse, pause: refuse, resume: refuse },
  ...{ recheck: refuse, remove: refuse, setPriority: refuse, setShareLimits: refuse, limitDownload: refuse },
  ...{ files: refuse, trackers: refuse, peers: refuse, sendsFiles: false, openFile: refuse, close: async () => {} },
}

/** The engine of a house; where none is set up, all of it throws `off`. */
export const engineOf = (_deps: Deps): TorrentEngine => none
