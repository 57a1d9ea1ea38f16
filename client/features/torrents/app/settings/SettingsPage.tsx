import { useTranslations } from 'use-intl'
import { Page } from '../../../../ui/app/Page.tsx'

export function Component() {
  const t = useTranslations()
  return <Page title={t('workshop.lines.torrentEngine')}>{null}</Page>
}
