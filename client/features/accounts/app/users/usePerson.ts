import { useQueryClient } from '@tanstack/react-query'
import type { PersonDetails } from '../../../../../shared/people.ts'
import { useProcedures } from '../../../../ui/app/query.ts'

/** Puts what an act answered in the place of what was read of a person, and reads the list and their rights again. */
export function usePersonChanged() {
  const queries = useQueryClient()
  const procedures = useProcedures()
  return (person: PersonDetails) => {
    queries.setQueryData(procedures.accounts.person.queryKey({ id: person.id }), person)
    void queries.invalidateQueries(procedures.accounts.everyone.queryFilter())
    void queries.invalidateQueries(procedures.house.rightsOf.queryFilter({ accountId: person.id }))
  }
}
