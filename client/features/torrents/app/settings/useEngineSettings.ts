import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { EngineSettingsView } from '../../../../../shared/torrent-engine.ts'
import { useProcedures } from '../../../../ui/app/query.ts'
import type { SettingsOf, Stored } from '../../../../ui/app/useSettings.ts'

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

/** One form's part of the engine's settings: how it is read from them, and stored. */
export const partOf = <T extends object>(
  { query, take }: EngineSettings,
  storedOf: (view: EngineSettingsView) => Stored<T>,
  change: (typed: T, revision: number) => Promise<EngineSettingsView>,
): SettingsOf<T> => ({
  query: {
    refetch: async () => {
      const { data } = await query.refetch()
      return data ? { data: storedOf(data) } : {}
    },
  },
  save: async (typed, revision) => {
    const changed = await change(typed, revision)
    take(changed)
    return storedOf(changed)
  },
})
