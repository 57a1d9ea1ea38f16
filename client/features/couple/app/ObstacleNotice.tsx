import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { MemoryView } from '../../../../shared/couple.ts'
import { Notice } from '../../../ui/app/Notice.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useFormats } from '../../../ui/services.tsx'
import styles from './ObstacleNotice.module.css'
import type { Obstacle } from './useMemorySaving.ts'

interface ObstacleNoticeProps {
  readonly obstacle: Obstacle
  readonly onInsist: () => void
  readonly busy: boolean
}

/** Somebody was faster: nothing is overwritten, nothing that was typed is lost. */
export function ObstacleNotice({ obstacle, onInsist, busy }: ObstacleNoticeProps) {
  const t = useTranslations()
  const [isShown, setShown] = useState(false)
  if (obstacle.kind === 'gone') {
    const action = (
      <Button size="small" busy={busy} onClick={onInsist}>
        {t('coupleEditor.memory.goneSave')}
      </Button>
    )
    return (
      <Notice tone="warn" title={t('coupleEditor.memory.gone')} action={action}>
        {t('coupleEditor.memory.goneText')}
      </Notice>
    )
  }
  return (
    <div className={styles.obstacle}>
      <Notice
        tone="warn"
        title={t('coupleEditor.memory.conflict')}
        action={
          <div className={styles.acts}>
            <Button look="outline" size="small" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
              {t('coupleEditor.memory.conflictSee')}
            </Button>
            <Button size="small" busy={busy} onClick={onInsist}>
              {t('coupleEditor.memory.conflictOverwrite')}
            </Button>
          </div>
        }
      >
        {t('coupleEditor.memory.conflictText')}
      </Notice>
      {isShown && <Theirs memory={obstacle.theirs} />}
    </div>
  )
}

function Theirs({ memory: { title, text, date, place, pictures } }: { memory: MemoryView }) {
  const t = useTranslations()
  const formats = useFormats()
  return (
    <section className={styles.theirs} aria-label={t('coupleEditor.memory.conflictTheirs')}>
      <p className={styles.label}>{t('coupleEditor.memory.conflictTheirs')}</p>
      <p className={styles.title}>{title || t('couple.timeline.untitled')}</p>
      <p className={styles.facts}>
        {[formats.date(date), place, t('couple.timeline.photos', { count: pictures.length })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {text && <p className={styles.text}>{text}</p>}
    </section>
  )
}
