import { useTranslations } from 'use-intl'
import { VisuallyHidden } from '../../../../ui/VisuallyHidden.tsx'
import styles from './Waiting.module.css'

const lines = ['one', 'two', 'three', 'four', 'five', 'six']

/** Stands in for results that nobody has told of yet. */
export function Waiting() {
  const t = useTranslations()
  return (
    <div className={styles.waiting} role="status">
      <VisuallyHidden>{t('torrentSearch.page.going')}</VisuallyHidden>
      {lines.map((line) => (
        <span key={line} className={styles.line} aria-hidden="true" />
      ))}
    </div>
  )
}
