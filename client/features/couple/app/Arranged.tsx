import { useRevalidator } from 'react-router'
import type { DeletedEntry } from '../../../../shared/couple-story.ts'
import { Loaded, type Reading } from '../../../ui/app/Loaded.tsx'
import { Arrange, type ArrangeProps } from './Arrange.tsx'
import { StillDialog } from './StillDialog.tsx'

/** Options of a query that is read anew whenever a list is arranged. */
export const readAnew = { gcTime: 0, staleTime: 0 } as const

interface ArrangedProps extends Pick<ArrangeProps, 'title' | 'page' | 'onSave'> {
  /** What stands there in its order, and what was deleted from it. */
  readonly query: Reading<readonly [ArrangeProps['entries'], readonly DeletedEntry[]]>
  readonly onRestore: (id: number) => Promise<unknown>
}

/** {@link Arrange} as soon as both lists were read. */
export function Arranged({ query, title, page, onSave, onRestore }: ArrangedProps) {
  const { revalidate } = useRevalidator()
  if (!query.data) {
    return (
      <StillDialog title={title} page={page} size="40rem">
        <Loaded query={query} lines={4}>
          {() => null}
        </Loaded>
      </StillDialog>
    )
  }
  const [entries, deleted] = query.data
  const readAgain = () => void query.refetch()
  return (
    <Arrange
      {...{ title, page, entries, deleted, onSave }}
      onRestore={async (id) => {
        await onRestore(id)
        await revalidate()
        readAgain()
      }}
      onStale={readAgain}
    />
  )
}
