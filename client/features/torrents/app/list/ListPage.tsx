import { Outlet } from 'react-router'
import { useTranslations } from 'use-intl'
import { Page } from '../../../../ui/app/Page.tsx'

export function Component() {
  const t = useTranslations()
  return (
    <Page title={t('torrentPages.list.ownTitle')}>
      <Outlet />
    </Page>
  )
}
