import { useQueryClient } from '@tanstack/react-query'
import { wireErrorOf } from '../../../../../lib/errors.ts'
import type { Outputs } from '../../../../../lib/trpc.ts'
import { useProcedures } from '../../../../../ui/app/query.ts'

/** Runs a change of the indexers and shows what they are after it; where somebody else was faster, what they are now. */
export function useIndexerActs() {
  const queries = useQueryClient()
  const procedures = useProcedures()
  const key = procedures.torrents.indexers.queryKey()
  return async (change: () => Promise<Outputs['torrents']['indexers']>): Promise<void> => {
    try {
      queries.setQueryData(key, await change())
    } catch (thrown) {
      if (['CONFLICT', 'NOT_FOUND'].includes(wireErrorOf(thrown).code))
        void queries.invalidateQueries({ queryKey: key })
      throw thrown
    }
    void queries.invalidateQueries(procedures.torrents.searchChoices.queryFilter())
  }
}
