import { memo } from 'react'
import { useTranslations } from 'use-intl'
import type { MemoryCard } from '../../../../shared/couple.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { useFormats } from '../../../ui/services.tsx'
import styles from './MemoryEntry.module.css'
import { MemoryPlate } from './MemoryPlate.tsx'
import { Mosaic } from './Mosaic.tsx'

interface MemoryEntryProps {
  readonly memory: MemoryCard
  /** Its date in full, where no heading says the month. */
  readonly dated?: boolean
  /** Its photographs are the first thing on the screen. */
  readonly first?: boolean
}

/** A memory in a list: day, photographs, the beginning of its text. */
export const MemoryEntry = memo(function MemoryEntry({ memory, dated = false, first = false }: MemoryEntryProps) {
  const t = useTranslations()
  const { date: dateWords } = useFormats()
  const { id, title, excerpt, date, place, status, author, pictures, pictureCount } = memory
  return (
    <article className={styles.entry}>
      <time className={styles.day} dateTime={date}>
        {dated ? (
          <span className={styles.full}>{dateWords(date)}</span>
        ) : (
          <>
            <span className={styles.number}>{dateWords(date, 'day')}</span>
            <span className={styles.weekday}>{dateWords(date, 'weekdayAlone')}</span>
          </>
        )}
      </time>
      <div className={styles.card} data-pictures={pictures.length > 0 || undefined}>
        {pictures.length > 0 && <Mosaic pictures={pictures} count={pictureCount} first={first} />}
        <div className={styles.text}>
          <h3 className={styles.title}>
            <Link to={`/couple/memories/${id}`} className={styles.link}>
              {title || t('couple.timeline.untitled')}
            </Link>
          </h3>
          {excerpt && <p className={styles.excerpt}>{excerpt}</p>}
          <p className={styles.facts}>
            <MemoryPlate status={status} />
            {place && (
              <span className={styles.fact}>
                <Icon name="place" size={15} />
                {place}
              </span>
            )}
            {author && <span>{t('couple.timeline.by', { name: author })}</span>}
          </p>
        </div>
      </div>
    </article>
  )
})
