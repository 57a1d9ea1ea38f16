import { QueryClient } from '@tanstack/react-query'
import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { wireErrorOf } from '../../lib/errors.ts'
import type { Services } from '../../lib/services.ts'
import type { AppRouter, Call } from '../../lib/trpc.ts'
import { useServices } from '../services.tsx'

const retries = 2

/** A refusal stays one; only what did not get through is asked again. */
const isWorthRetrying = (count: number, thrown: Error) => count < retries && wireErrorOf(thrown).code === 'UNAVAILABLE'

/** For `services.get(createQueryClient)`: what every page under `app/` has read, once a window. */
export const createQueryClient = (_services: Services): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, retry: isWorthRetrying, networkMode: 'offlineFirst' },
      // Sent while offline, an act must fail in words instead of waiting unseen.
      mutations: { networkMode: 'always' },
    },
  })

/** Lets tRPC's client call by the way that everything else takes. */
const callLink =
  (call: Call): TRPCLink<AppRouter> =>
  () =>
  ({ op }) =>
    observable((observer) => {
      call(op.path, op.type === 'mutation' ? 'mutation' : 'query', op.input, op.signal).then(
        (data) => {
          observer.next({ result: { data } })
          observer.complete()
        },
        (thrown: unknown) => {
          const failure = new TRPCClientError<AppRouter>('', { cause: thrown as Error })
          Object.assign(failure, { data: wireErrorOf(thrown) })
          observer.error(failure)
        },
      )
    })

const createProcedures = (services: Services) =>
  createTRPCOptionsProxy<AppRouter>({
    client: createTRPCClient<AppRouter>({ links: [callLink(services.call)] }),
    queryClient: services.get(createQueryClient),
  })

/** Every procedure for TanStack Query: `useQuery(useProcedures().couple.memories.queryOptions(input))`. */
export const useProcedures = () => useServices().get(createProcedures)
