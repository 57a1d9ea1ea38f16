import type { TorrentProblem } from '../../../../../shared/torrents.ts'
import { useErrorWords } from '../../../../ui/services.tsx'

/** Says what is the matter with an indexer. */
export function useProblemWords(): (problem: TorrentProblem) => string {
  const errorWords = useErrorWords()
  return (problem) => errorWords({ code: 'UNAVAILABLE', ...problem })
}
