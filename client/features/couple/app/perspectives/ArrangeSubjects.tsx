import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { together } from '../../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useApi } from '../../../../ui/services.tsx'
import { Arranged, readAnew } from '../Arranged.tsx'

/** The order of what stands on /couple/future, and what was deleted from it. */
export function ArrangeSubjects() {
  const t = useTranslations()
  const api = useApi()
  const procedures = useProcedures()
  const list = useQuery({
    ...procedures.couple.subjects.queryOptions(),
    ...readAnew,
    select: ({ subjects }) => subjects.filter(({ id }) => id !== 0),
  })
  const deleted = useQuery({ ...procedures.couple.deletedSubjects.queryOptions(), ...readAnew })
  return (
    <Arranged
      title={t('coupleStoryEditor.arrange.subjects')}
      page="/couple/future"
      query={together(list, deleted)}
      onSave={(ids) => api.couple.orderSubjects.mutate({ ids })}
      onRestore={(id) => api.couple.restoreSubject.mutate({ id })}
    />
  )
}
