import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ModuleView } from '../../../../shared/house.ts'
import { useProcedures } from '../../../ui/app/query.ts'
import { useErrorWords } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'

/** Every module; a switch acts at once and falls back where the house refuses. */
export function useModules(onSwitched: (module: ModuleView) => void = () => undefined) {
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const query = useQuery(procedures.house.modules.queryOptions())
  const { mutate, variables, isPending } = useMutation(
    procedures.house.switchModule.mutationOptions({
      onSuccess: (modules, { name }) => {
        queries.setQueryData(procedures.house.modules.queryKey(), modules)
        // What is on the way through the first run depends on it.
        void queries.invalidateQueries(procedures.house.setup.queryFilter())
        const switched = modules.find((module) => module.name === name)
        if (switched) onSwitched(switched)
      },
      onError: (thrown) => {
        toasts.show({ text: errorWords(thrown), tone: 'error' })
        return query.refetch()
      },
    }),
  )
  /** As it is wanted while the house is still asked. */
  const isOn = ({ name, on }: ModuleView) => (isPending && variables.name === name ? variables.on : on)
  return { query, isOn, busy: isPending, toggle: ({ name }: ModuleView, on: boolean) => mutate({ name, on }) }
}
