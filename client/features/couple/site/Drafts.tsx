import { useTranslations } from 'use-intl'
import type { MemoryCard } from '../../../../shared/couple.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { useFormats } from '../../../ui/services.tsx'
import styles from './Drafts.module.css'

/** What the partner began and did not finish. */
export function Drafts({ drafts }: { drafts: readonly MemoryCard[] }) {
  const t = useTranslations()
  const { date } = useFormats()
  return (
    <section className={styles.drafts} aria-labelledby="drafts">
      <header className={styles.header}>
        <h2 id="drafts" className={styles.heading}>
          {t('couple.timeline.drafts')}
        </h2>
        <span className={styles.hint}>{t('couple.timeline.draftsHint')}</span>
      </header>
      <ul className={styles.list}>
        {drafts.map((draft) => (
          <li key={draft.id}>
            <Link to={`/couple/memories/${draft.id}`} className={styles.draft}>
              <span className={styles.face}>
                {draft.pictures[0] ? <Picture picture={draft.pictures[0]} sizes="4rem" cover /> : <Icon name="edit" />}
              </span>
              <span className={styles.text}>
                <span className={styles.title}>{draft.title || draft.excerpt || t('couple.timeline.untitled')}</span>
                <time className={styles.date} dateTime={draft.date}>
                  {date(draft.date)}
                </time>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
