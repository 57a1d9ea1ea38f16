import { useTranslations } from 'use-intl'
import { Page } from '../../../../ui/app/Page.tsx'
import { useHashTarget } from '../../../../ui/app/useHashTarget.ts'
import { Indexers } from './Indexers.tsx'

export function Component() {
  const t = useTranslations()
  useHashTarget(true)
  return (
    <Page title={t('workshop.lines.torrentEngine')}>
      <Indexers />
    </Page>
  )
}
