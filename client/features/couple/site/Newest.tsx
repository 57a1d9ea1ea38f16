import { useTranslations } from 'use-intl'
import type { MemoryCard } from '../../../../shared/couple.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { useFormats } from '../../../ui/services.tsx'
import { MemoryPlate } from './MemoryPlate.tsx'
import styles from './Newest.module.css'
import { NoMemories } from './NoMemories.tsx'

/** The latest memories, as prints laid side by side. */
export function Newest({ memories, mayEdit }: { memories: readonly MemoryCard[]; mayEdit: boolean }) {
  const t = useTranslations()
  if (memories.length === 0) return <NoMemories mayEdit={mayEdit} />
  return (
    <section className={styles.newest}>
      <header className={styles.header}>
        <h2 className={styles.heading}>{t('couple.page.newest.title')}</h2>
        <Link to="/couple/memories" className={styles.all}>
          {t('couple.page.newest.all')}
          <Icon name="next" size={18} />
        </Link>
      </header>
      <ul className={styles.prints}>
        {memories.map((memory) => (
          <li key={memory.id}>
            <Print memory={memory} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Print({ memory: { id, title, excerpt, date, place, status, pictures } }: { memory: MemoryCard }) {
  const t = useTranslations()
  const formats = useFormats()
  const [picture] = pictures
  const heading = (
    <h3 className={styles.title}>
      <Link to={`/couple/memories/${id}`} className={styles.link}>
        {title || t('couple.timeline.untitled')}
      </Link>
    </h3>
  )
  return (
    <article className={styles.print}>
      <div className={styles.face}>
        {picture ? (
          <Picture picture={picture} sizes="(max-width: 48rem) 45vw, 22rem" cover />
        ) : (
          <div className={styles.note}>
            {heading}
            {excerpt && <p className={styles.excerpt}>{excerpt}</p>}
          </div>
        )}
      </div>
      {picture && heading}
      <p className={styles.facts}>
        <time dateTime={date}>{formats.date(date)}</time>
        {place && <span className={styles.at}>{place}</span>}
        <MemoryPlate status={status} />
      </p>
    </article>
  )
}
