import { useTranslations } from 'use-intl'
import { longest } from '../../../../shared/couple-limits.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { useErrorWords, useFormats } from '../../../ui/services.tsx'
import type { Refusal, RefusalReason } from './photos.ts'
import styles from './Refusals.module.css'

interface RefusalsProps {
  readonly refusals: readonly Refusal[]
  readonly onDismiss: (key: string) => void
}

/** Files that did not come in, each with its name and the reason. */
export function Refusals({ refusals, onDismiss }: RefusalsProps) {
  const t = useTranslations()
  const words = useReasonWords()
  if (refusals.length === 0) return null
  return (
    <div className={styles.refusals} role="alert">
      <p className={styles.title}>{t('coupleEditor.memory.photos.refused', { count: refusals.length })}</p>
      <ul className={styles.list}>
        {refusals.map(({ key, name, reason }) => (
          <li key={key} className={styles.refusal}>
            <p>
              <strong className={styles.name}>{name}</strong> {words(reason)}
            </p>
            <button
              type="button"
              className={styles.dismiss}
              aria-label={t('coupleEditor.memory.photos.dismiss', { name })}
              onClick={() => onDismiss(key)}
            >
              <Icon name="close" size={16} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function useReasonWords(): (reason: RefusalReason) => string {
  const t = useTranslations()
  const { size } = useFormats()
  const errorWords = useErrorWords()
  return (reason) => {
    if (reason.kind === 'server') return errorWords(reason.error)
    if (reason.kind === 'tooLarge') {
      return t('coupleEditor.memory.photos.tooLarge', { size: size(reason.bytes), limit: size(reason.limit) })
    }
    if (reason.kind === 'tooMany') return t('coupleEditor.memory.photos.tooMany', { count: String(longest.pictures) })
    return t(`coupleEditor.memory.photos.${reason.kind}`)
  }
}
