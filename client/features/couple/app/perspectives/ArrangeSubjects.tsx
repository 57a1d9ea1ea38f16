import { useQuery } from '@tanstack/react-query'
import { useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import { Loaded, together } from '../../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useApi } from '../../../../ui/services.tsx'
import { Arrange } from '../Arrange.tsx'
import { StillDialog } from '../StillDialog.tsx'

const page = '/couple/future'

/** The order of what stands on /couple/future, and what was deleted from it. */
export function ArrangeSubjects() {
  const t = useTranslations()
  const api = useApi()
  const procedures = useProcedures()
  const { revalidate } = useRevalidator()
  const fresh = { gcTime: 0, staleTime: 0 }
  const list = useQuery({ ...procedures.couple.subjects.queryOptions(), ...fresh })
  const deleted = useQuery({ ...procedures.couple.deletedSubjects.queryOptions(), ...fresh })
  const query = together(list, deleted)
  const title = t('coupleStoryEditor.arrange.subjects')
  if (!query.data) {
    return (
      <StillDialog title={title} page={page} size="40rem">
        <Loaded query={query} lines={4}>
          {() => null}
        </Loaded>
      </StillDialog>
    )
  }
  const [{ subjects }, gone] = query.data
  const entries = subjects.filter(({ id }) => id !== 0)
  const readAgain = () => void query.refetch()
  return (
    <Arrange
      // Another list begins with the order that it has now.
      key={entries.map(({ id }) => id).join()}
      {...{ title, page, entries, deleted: gone }}
      onSave={(ids) => api.couple.orderSubjects.mutate({ ids })}
      onRestore={async (id) => {
        await api.couple.restoreSubject.mutate({ id })
        await revalidate()
        readAgain()
      }}
      onStale={readAgain}
    />
  )
}
