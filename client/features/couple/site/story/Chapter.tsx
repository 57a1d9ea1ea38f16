import { useTranslations } from 'use-intl'
import type { ChapterView } from '../../../../../shared/couple-story.ts'
import { Icon } from '../../../../ui/Icon.tsx'
import { Link } from '../../../../ui/Link.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import { paragraphsOf } from '../../paragraphs.ts'
import { PictureGrid } from '../PictureGrid.tsx'
import styles from './Chapter.module.css'

interface ChapterProps {
  readonly chapter: ChapterView
  readonly isFirst: boolean
  readonly mayEdit: boolean
}

/** One chapter: its words beside its photographs, which change sides from one to the next. */
export function Chapter({ chapter: { id, title, text, date, pictures }, isFirst, mayEdit }: ChapterProps) {
  const t = useTranslations()
  const formats = useFormats()
  return (
    <section
      className={styles.chapter}
      id={`chapter-${id}`}
      aria-labelledby={`title-${id}`}
      data-alone={pictures.length === 0 || undefined}
      data-first={isFirst || undefined}
    >
      <header className={styles.header}>
        {date && (
          <time className={styles.date} dateTime={date}>
            {formats.date(date)}
          </time>
        )}
        <h2 className={styles.title} id={`title-${id}`}>
          {title}
        </h2>
      </header>
      {pictures.length > 0 && (
        <div className={styles.pictures}>
          <PictureGrid pictures={pictures} label={t('coupleStory.story.photos', { title })} beside />
        </div>
      )}
      <div className={styles.words}>
        {paragraphsOf(text).map((paragraph, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have nothing but their order
          <p key={index}>{paragraph}</p>
        ))}
        {mayEdit && (
          <Link
            to={`${id}/edit`}
            preventScrollReset
            className={styles.edit}
            aria-label={t('coupleStory.story.editNamed', { title })}
          >
            <Icon name="edit" size={16} />
            {t('coupleStory.story.edit')}
          </Link>
        )}
      </div>
    </section>
  )
}
