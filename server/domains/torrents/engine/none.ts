import type { TorrentEngine } from './engine.ts'
import { engineError } from './problems.ts'

const refuse = async (): Promise<never> => {
  throw engineError('off', 'off')
}

/** Stands where nobody set an engine up. */
export const noEngine: TorrentEngine = {
  version: refuse,
  look: refuse,
  find: refuse,
  add: refuse,
  tag: refuse,
  pause: refuse,
  resume: refuse,
  recheck: refuse,
  remove: refuse,
  setPriority: refuse,
  setShareLimits: refuse,
  limitDownload: refuse,
  files: refuse,
  trackers: refuse,
  peers: refuse,
  sendsFiles: false,
  openFile: refuse,
  close: async () => {},
}
