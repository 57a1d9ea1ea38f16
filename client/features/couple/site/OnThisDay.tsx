import { useTranslations } from 'use-intl'
import type { MemoryCard } from '../../../../shared/couple.ts'
import { Link } from '../../../ui/Link.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { useFormats } from '../../../ui/services.tsx'
import styles from './OnThisDay.module.css'

interface OnThisDayProps {
  /** Of this day in earlier years, newest first. */
  readonly memories: readonly MemoryCard[]
  /** `YYYY-MM-DD` */
  readonly today: string
  readonly mayEdit: boolean
}

const alsoShown = 3

/** What happened on this day of an earlier year. */
export function OnThisDay({ memories, today, mayEdit }: OnThisDayProps) {
  const t = useTranslations()
  const { date } = useFormats()
  const ago = ({ date: of }: MemoryCard) =>
    t('couple.page.onThisDay.ago', { count: Number(today.slice(0, 4)) - Number(of.slice(0, 4)) })
  const titleOf = ({ title }: MemoryCard) => title || t('couple.timeline.untitled')
  const shown = memories.find(({ pictureCount }) => pictureCount > 0) ?? memories[0]
  if (!shown) {
    if (!mayEdit) return null
    return (
      <section className={`${styles.card} ${styles.quiet}`}>
        <h2 className={styles.label}>{t('couple.page.onThisDay.title')}</h2>
        <p className={styles.none}>{t('couple.page.onThisDay.none', { day: date(today, 'dayAndMonth') })}</p>
        <p className={styles.hint}>{t('couple.page.onThisDay.noneHint')}</p>
      </section>
    )
  }
  const others = memories.filter((memory) => memory !== shown)
  const [picture] = shown.pictures
  return (
    <section className={styles.card} data-picture={picture ? true : undefined}>
      {picture && (
        <div className={styles.picture}>
          <Picture picture={picture} sizes="(max-width: 48rem) 40vw, 16rem" cover />
        </div>
      )}
      <div className={styles.text}>
        <h2 className={styles.label}>{t('couple.page.onThisDay.title')}</h2>
        <p className={styles.ago}>{ago(shown)}</p>
        <p className={styles.title}>
          <Link to={`/couple/memories/${shown.id}`} className={styles.link}>
            {titleOf(shown)}
          </Link>
        </p>
        {others.length > 0 && (
          <ul className={styles.others}>
            {others.slice(0, alsoShown).map((memory) => (
              <li key={memory.id}>
                <Link to={`/couple/memories/${memory.id}`} className={styles.other}>
                  <span>{ago(memory)}</span> {titleOf(memory)}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {others.length > alsoShown && (
          <p className={styles.hint}>{t('couple.page.onThisDay.more', { count: others.length - alsoShown })}</p>
        )}
      </div>
    </section>
  )
}
