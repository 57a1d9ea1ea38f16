import { useTranslations } from 'use-intl'
import type { MemoryStatus } from '../../../../shared/couple.ts'
import { Icon } from '../../../ui/Icon.tsx'
import styles from './MemoryPlate.module.css'

/** Says of a memory that only its author sees it; nothing of one that is shared. */
export function MemoryPlate({ status }: { status: MemoryStatus }) {
  const t = useTranslations()
  if (status === 'shared') return null
  return (
    <span className={styles.plate}>
      <Icon name={status === 'draft' ? 'edit' : 'lock'} size={14} />
      {t(`couple.timeline.${status}`)}
    </span>
  )
}
