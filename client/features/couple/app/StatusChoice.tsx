import { Radio } from '@mantine/core'
import { useTranslations } from 'use-intl'
import type { MemoryStatus } from '../../../../shared/couple.ts'
import styles from './Choice.module.css'

interface StatusChoiceProps {
  readonly value: MemoryStatus
  readonly onChange: (status: MemoryStatus) => void
  /** It is shared, and whoever edits did not write it. */
  readonly isLocked: boolean
}

const inOrder = ['shared', 'private', 'draft'] as const

/** Who sees the memory, and from when on. */
export function StatusChoice({ value, onChange, isLocked }: StatusChoiceProps) {
  const t = useTranslations()
  return (
    <Radio.Group
      label={t('coupleEditor.memory.status')}
      {...(isLocked ? { description: t('coupleEditor.memory.statusLocked') } : {})}
      value={value}
      onChange={(status) => onChange(status as MemoryStatus)}
    >
      <div className={styles.cards}>
        {inOrder.map((status) => (
          <Radio.Card
            key={status}
            value={status}
            disabled={isLocked && status !== 'shared'}
            className={styles.card ?? ''}
            radius="md"
          >
            <Radio.Indicator />
            <span className={styles.words}>
              <span className={styles.name}>{t(`coupleEditor.memory.statuses.${status}`)}</span>
              <span className={styles.hint}>{t(`coupleEditor.memory.statuses.${status}Hint`)}</span>
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}
