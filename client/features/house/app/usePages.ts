import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'

const pageLength = 50

/** A list that is read page by page, newest first; the oldest known entry says where the next page begins. */
export function usePages<T extends { readonly id: number }>(
  queryKey: QueryKey,
  read: (input: { before: number | null; limit: number }) => Promise<readonly T[]>,
) {
  const query = useInfiniteQuery({
    queryKey: [...queryKey, 'pages'],
    queryFn: ({ pageParam }) => read({ before: pageParam, limit: pageLength }),
    // While other entries are asked for, the former stay.
    placeholderData: keepPreviousData,
    staleTime: 0,
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.length < pageLength ? undefined : last.at(-1)?.id),
  })
  return { ...query, data: query.data?.pages.flat() }
}
