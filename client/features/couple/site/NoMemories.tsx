import { useTranslations } from 'use-intl'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { Icon } from '../../../ui/Icon.tsx'

/** What stands where memories will be: a beginning for the two, a word for whoever visits. */
export function NoMemories({ mayEdit }: { mayEdit: boolean }) {
  const t = useTranslations()
  if (!mayEdit) {
    return (
      <Empty icon="photos" title={t('couple.timeline.emptyVisitor')}>
        {t('couple.timeline.emptyVisitorText')}
      </Empty>
    )
  }
  const action = (
    <ButtonLink to="/couple/memories/new" preventScrollReset>
      <Icon name="plus" />
      {t('couple.page.add')}
    </ButtonLink>
  )
  return (
    <Empty icon="photos" title={t('couple.timeline.empty')} action={action}>
      {t('couple.timeline.emptyText')}
    </Empty>
  )
}
