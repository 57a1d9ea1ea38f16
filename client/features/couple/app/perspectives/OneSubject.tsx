import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { coupleMe } from '../../../../../shared/couple-me.ts'
import type { SubjectView } from '../../../../../shared/couple-story.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useMe } from '../../../../ui/services.tsx'
import { NotPartner } from '../NotPartner.tsx'
import { StillDialog } from '../StillDialog.tsx'

interface OneSubjectProps {
  readonly title: string
  readonly size: string
  readonly children: (subject: SubjectView) => ReactNode
}

/** The subject of the address, as it is when the editor opens; a word where it is not there. */
export function OneSubject({ title, size, children }: OneSubjectProps) {
  const t = useTranslations()
  const procedures = useProcedures()
  const { partner } = coupleMe.of(useMe())
  const id = Number(useParams().id)
  const query = useQuery({
    ...procedures.couple.subjects.queryOptions(),
    ...{ gcTime: 0, staleTime: Number.POSITIVE_INFINITY, enabled: partner },
  })
  if (!partner) return <NotPartner page="/couple/future" />
  const subject = query.data?.subjects.find((one) => one.id === id)
  if (subject) return children(subject)
  return (
    <StillDialog title={title} page="/couple/future" size={size}>
      <Loaded query={query} lines={4}>
        {() => <Notice tone="info">{t('coupleStoryEditor.subject.gone')}</Notice>}
      </Loaded>
    </StillDialog>
  )
}
