import { useTranslations } from 'use-intl'
import type { MetaArguments, PageMeta } from '../../../lib/page.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import closed from './ClosedPage.module.css'

export const loader = () => ({})

export const meta = ({ t }: MetaArguments): PageMeta => ({ title: t('couple.page.link.title'), unlisted: true })

/** Where a shared link leads that opens nothing: one that does is answered by the server with the couple's page. */
export function Component() {
  const t = useTranslations()
  const action = (
    <ButtonLink to="/" look="outline">
      {t('common.navigation.backHome')}
    </ButtonLink>
  )
  return (
    <div className={closed.page}>
      <Empty icon="link" title={<h1 className={closed.title}>{t('couple.page.link.over')}</h1>} action={action}>
        {t('couple.page.link.overText')}
      </Empty>
    </div>
  )
}
