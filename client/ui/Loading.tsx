import { useTranslations } from 'use-intl'
import styles from './Loading.module.css'

/** A quiet sign that something is on its way; invisible for the first moments. */
export function Loading() {
  const t = useTranslations()
  return (
    <div className={styles.loading} role="status" data-loading>
      <svg className={styles.ring} viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">
        <circle className={styles.track} cx="20" cy="20" r="17" />
        <circle className={styles.arc} cx="20" cy="20" r="17" pathLength="100" />
      </svg>
      <span className={styles.words}>{t('common.states.loading')}</span>
    </div>
  )
}
