import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { together } from '../../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useApi } from '../../../../ui/services.tsx'
import { Arranged, readAnew } from '../Arranged.tsx'

/** The order of what stands on /couple/story, and what was deleted from it. */
export function ArrangeChapters() {
  const t = useTranslations()
  const api = useApi()
  const procedures = useProcedures()
  const list = useQuery({
    ...procedures.couple.story.queryOptions(),
    ...readAnew,
    select: ({ chapters }) => chapters,
  })
  const deleted = useQuery({ ...procedures.couple.deletedChapters.queryOptions(), ...readAnew })
  return (
    <Arranged
      title={t('coupleStoryEditor.arrange.chapters')}
      page="/couple/story"
      query={together(list, deleted)}
      onSave={(ids) => api.couple.orderChapters.mutate({ ids })}
      onRestore={(id) => api.couple.restoreChapter.mutate({ id })}
    />
  )
}
