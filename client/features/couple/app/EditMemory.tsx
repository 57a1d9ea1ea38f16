import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { coupleMe } from '../../../../shared/couple-me.ts'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useMe } from '../../../ui/services.tsx'
import { EditorDialog } from './EditorDialog.tsx'
import { MemoryEditor } from './MemoryEditor.tsx'
import { NotPartner } from './NotPartner.tsx'

/** `/couple/memories/:id/edit` */
export function Component() {
  const t = useTranslations()
  const procedures = useProcedures()
  const { partner } = coupleMe.of(useMe())
  const id = Number(useParams().id)
  const page = `/couple/memories/${id}`
  const memory = useQuery({
    ...procedures.couple.memory.queryOptions({ id }),
    // The editor opens with what is there now, and keeps to what it opened with.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: partner,
  })
  if (!partner) return <NotPartner page={page} />
  if (memory.data) return <MemoryEditor key={id} memory={memory.data} page={page} />
  return (
    <EditorDialog
      title={t('coupleEditor.memory.editTitle')}
      page={page}
      size="66rem"
      isDirty={false}
      leaveText=""
      onAbandon={() => undefined}
    >
      <Loaded query={memory} lines={6}>
        {() => null}
      </Loaded>
    </EditorDialog>
  )
}
