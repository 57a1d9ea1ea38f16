import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { EngineSettingsView } from '../../../../../shared/torrent-engine.ts'
import { useProcedures } from '../../../../ui/app/query.ts'

/** The engine's settings, and where a newer reading of them goes. */
export function useEngineSettings() {
  const procedures = useProcedures()
  const queries = useQueryClient()
  const query = useQuery({
    ...procedures.torrents.engineSettings.queryOptions(),
    // A form that is being filled in must not change under the hands.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const take = (view: EngineSettingsView) => {
    queries.setQueryData(procedures.torrents.engineSettings.queryKey(), view)
    void queries.invalidateQueries(procedures.house.health.queryFilter())
  }
  return { query, take }
}

export type EngineSettings = ReturnType<typeof useEngineSettings>
