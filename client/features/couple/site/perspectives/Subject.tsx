import { useTranslations } from 'use-intl'
import type { SubjectView } from '../../../../../shared/couple-story.ts'
import { Icon } from '../../../../ui/Icon.tsx'
import { Link } from '../../../../ui/Link.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import { Column } from './Column.tsx'
import { Opening } from './Opening.tsx'
import styles from './Subject.module.css'

/** One thing of which the two hope something, a column for each. */
export function Subject({ subject, mayEdit }: { subject: SubjectView; mayEdit: boolean }) {
  const t = useTranslations()
  const { date } = useFormats()
  const { id, sealed, openedAt, columns } = subject
  const title = subject.title || t('coupleStory.future.hopes')
  const two = columns.filter(({ position }) => position !== null)
  return (
    <section className={styles.subject} aria-labelledby={`subject-${id}`} data-sealed={sealed || undefined}>
      <header className={styles.header}>
        <h2 className={styles.title} id={`subject-${id}`}>
          {title}
        </h2>
        {sealed && (
          <p className={styles.plate} title={t('coupleStory.future.sealedHint')}>
            <Icon name="lock" size={15} />
            {t('coupleStory.future.sealed')}
          </p>
        )}
        {openedAt && (
          <p className={styles.opened}>{t('coupleStory.future.opened', { date: date(openedAt.slice(0, 10)) })}</p>
        )}
        {mayEdit && id !== 0 && (
          <Link
            to={`${id}/edit`}
            preventScrollReset
            className={styles.edit}
            aria-label={t('coupleStory.future.editNamed', { title })}
          >
            <Icon name="sliders" size={16} />
            {t('coupleStory.future.edit')}
          </Link>
        )}
      </header>
      {mayEdit && sealed && <Opening subject={subject} />}
      <div className={styles.columns}>
        {columns.map((column) => (
          <Column key={column.position ?? `left-${column.name}`} column={column} subject={subject} mayEdit={mayEdit} />
        ))}
        {mayEdit && two.length < 2 && (
          <div className={styles.missing}>
            <p>{t('coupleStory.future.missing')}</p>
            <p>{t('coupleStory.future.missingText')}</p>
          </div>
        )}
      </div>
    </section>
  )
}
