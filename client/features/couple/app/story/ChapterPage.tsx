import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { coupleMe } from '../../../../../shared/couple-me.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useMe } from '../../../../ui/services.tsx'
import { NotPartner } from '../NotPartner.tsx'
import { StillDialog } from '../StillDialog.tsx'
import { ChapterEditor } from './ChapterEditor.tsx'

const page = '/couple/story'

/** `/couple/story/new`, `/couple/story/:id/edit` */
export function Component() {
  const { partner } = coupleMe.of(useMe())
  const { id } = useParams()
  if (!partner) return <NotPartner page={page} />
  return id === undefined ? <ChapterEditor chapter={null} /> : <EditChapter id={Number(id)} />
}

function EditChapter({ id }: { id: number }) {
  const t = useTranslations()
  const procedures = useProcedures()
  const chapter = useQuery({
    ...procedures.couple.chapter.queryOptions({ id }),
    // The editor opens with what is there now, and keeps to what it opened with.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (chapter.data) return <ChapterEditor key={id} chapter={chapter.data} />
  return (
    <StillDialog title={t('coupleStoryEditor.chapter.editTitle')} page={page} size="66rem">
      <Loaded query={chapter} lines={6}>
        {() => null}
      </Loaded>
    </StillDialog>
  )
}
