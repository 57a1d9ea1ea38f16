import { useQuery } from '@tanstack/react-query'
import { useProcedures } from '../../../ui/app/query.ts'

/** How the house is now; looked at again while the page is open. */
export const useHealth = () => useQuery({ ...useProcedures().house.health.queryOptions(), refetchInterval: 60_000 })

export type Health = ReturnType<typeof useHealth>
