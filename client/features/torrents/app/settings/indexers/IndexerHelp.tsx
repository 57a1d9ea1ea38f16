import { useTranslations } from 'use-intl'
import styles from './Indexers.module.css'

/** Where Jackett and Prowlarr show what is asked for. */
export function IndexerHelp() {
  const t = useTranslations()
  return (
    <details className={styles.help}>
      <summary>{t('torrentSearch.settings.help')}</summary>
      <p>{t('torrentSearch.settings.helpJackett')}</p>
      <p>{t('torrentSearch.settings.helpProwlarr')}</p>
    </details>
  )
}
