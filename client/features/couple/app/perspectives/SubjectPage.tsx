import { useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { coupleMe } from '../../../../../shared/couple-me.ts'
import { useMe } from '../../../../ui/services.tsx'
import { NotPartner } from '../NotPartner.tsx'
import { NewSubject } from './NewSubject.tsx'
import { OneSubject } from './OneSubject.tsx'
import { SubjectSettings } from './SubjectSettings.tsx'

/** `/couple/future/new`, `/couple/future/:id/edit` */
export function Component() {
  const t = useTranslations()
  const { partner } = coupleMe.of(useMe())
  const { id } = useParams()
  if (!partner) return <NotPartner page="/couple/future" />
  if (id === undefined) return <NewSubject />
  return (
    <OneSubject title={t('coupleStoryEditor.subject.editTitle')} size="36rem">
      {(subject) => <SubjectSettings key={subject.id} subject={subject} />}
    </OneSubject>
  )
}
