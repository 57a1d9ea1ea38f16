import { useTranslations } from 'use-intl'
import { BackLink, Page } from '../../../../ui/app/Page.tsx'
import { useEngine } from '../useEngine.ts'
import { SpeedChart } from './SpeedChart.tsx'
import styles from './SpeedPage.module.css'

/** `/torrents/speed`: what the engine receives and sends for the whole house. */
export function Component() {
  const t = useTranslations()
  const standing = useEngine()
  return (
    <>
      <BackLink to="/torrents">{t('torrentSpeeds.page.back')}</BackLink>
      <Page title={t('torrentSpeeds.page.title')} text={t('torrentSpeeds.page.text')}>
        <div className={styles.card}>
          <SpeedChart torrentId={null} now={standing?.state === 'up' ? standing : null} />
        </div>
      </Page>
    </>
  )
}
