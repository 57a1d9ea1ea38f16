import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { coupleMe } from '../../../../shared/couple-me.ts'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useMe } from '../../../ui/services.tsx'
import { CoupleForm } from './CoupleForm.tsx'
import { EditorDialog } from './EditorDialog.tsx'
import { NotPartner } from './NotPartner.tsx'

/** `/couple/edit` */
export function Component() {
  const t = useTranslations()
  const procedures = useProcedures()
  const { partner } = coupleMe.of(useMe())
  const couple = useQuery({
    ...procedures.couple.view.queryOptions(),
    // The editor opens with what is there now, and keeps to what it opened with.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: partner,
  })
  const link = useQuery({ ...procedures.couple.link.queryOptions(), enabled: partner })
  if (!partner) return <NotPartner page="/couple" />
  if (couple.data && link.data !== undefined) return <CoupleForm couple={couple.data} link={link.data} />
  return (
    <EditorDialog
      title={t('coupleEditor.page.title')}
      page="/couple"
      size="52rem"
      isDirty={false}
      leaveText=""
      onAbandon={() => undefined}
    >
      <Loaded query={couple.data ? link : couple} lines={6}>
        {() => null}
      </Loaded>
    </EditorDialog>
  )
}
