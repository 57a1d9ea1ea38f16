import { useQuery } from '@tanstack/react-query'
import type { SetupView } from '../../../../../shared/house.ts'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useServices } from '../../../../ui/services.tsx'
import { useAnyWords } from '../useAnyWords.ts'

/** The way through the first run. It is read when it is needed, and not beneath the hands of whoever walks it. */
export function useSetupOptions() {
  const procedures = useProcedures()
  return {
    ...procedures.house.setup.queryOptions(),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  }
}

/** Names the step at which the first run stands. */
export function useStepName(): (setup: SetupView) => string {
  const words = useAnyWords()
  return ({ step, steps }) => words(steps.find(({ name }) => name === step)?.label ?? step)
}

/** What the features bring to the first run. */
export function useFeatureSetups() {
  const { features } = useServices()
  return useQuery({
    queryKey: ['house', 'feature setups'],
    queryFn: async () => {
      const loaded = await Promise.all(features.flatMap(({ setup }) => setup?.() ?? []))
      return loaded.map(({ setup }) => setup)
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}
