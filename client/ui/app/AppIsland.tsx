import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useServices } from '../services.tsx'
import { Questions } from './Questions.tsx'
import { createQueryClient } from './query.ts'
import { Themed } from './Themed.tsx'

/** Stands around every page under `app/`: Mantine in the mood of the page, TanStack Query, questions before acts. */
export function AppIsland({ children }: { children: ReactNode }) {
  const services = useServices()
  return (
    <Themed>
      <QueryClientProvider client={services.get(createQueryClient)}>
        <Questions>{children}</Questions>
      </QueryClientProvider>
    </Themed>
  )
}
