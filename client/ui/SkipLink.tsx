import { useTranslations } from 'use-intl'
import styles from './SkipLink.module.css'

/** The first stop of the keyboard: past the menus. */
export function SkipLink() {
  const t = useTranslations()
  return (
    <a className={styles.skip} href="#content">
      {t('common.navigation.skip')}
    </a>
  )
}
