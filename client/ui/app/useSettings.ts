import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SettingsDefinition } from '../../../shared/definitions.ts'
import { useApi } from '../services.tsx'
import { useProcedures } from './query.ts'

/** A group of settings as it was read. */
export interface Stored<T> {
  readonly value: T
  readonly revision: number
  /** Names of secrets that are set; the values themselves never come here. */
  readonly secretsSet: readonly string[]
}

/** The wire knows a setting's value only as something; `house.settings` reads the group that was named. */
const typed = <T>(view: { value?: unknown; revision: number; secretsSet: readonly string[] }): Stored<T> => ({
  ...view,
  value: view.value as T,
})

/** Reads a group of settings; `save` refuses with CONFLICT what somebody else changed since. */
export function useSettings<T extends object>(of: SettingsDefinition<T>) {
  const api = useApi()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const { name } = of
  const key = procedures.house.settings.queryKey({ name })
  const query = useQuery({
    ...procedures.house.settings.queryOptions({ name }),
    select: typed<T>,
    // A form that is being filled in must not change under the hands.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const save = async (value: T, revision: number): Promise<Stored<T>> => {
    const view = await api.house.changeSettings.mutate({ name, value, revision })
    queries.setQueryData(key, view)
    void queries.invalidateQueries(procedures.house.health.queryFilter())
    void queries.invalidateQueries(procedures.house.mailState.queryFilter())
    return typed<T>(view)
  }
  return { query, save }
}

export interface SettingsOf<T extends object> {
  readonly query: { refetch(): Promise<{ readonly data?: Stored<T> | undefined }> }
  save(value: T, revision: number): Promise<Stored<T>>
}
