import { useTranslations } from 'use-intl'
import type { Milestone as MilestoneDay } from '../../../../shared/counter.ts'
import { useFormats } from '../../../ui/services.tsx'
import styles from './Milestone.module.css'

const farthestDrawn = 100

/** The next day to celebrate; its ring closes as the day comes nearer. */
export function Milestone({ milestone: { kind, count, date, inDays } }: { milestone: MilestoneDay }) {
  const t = useTranslations()
  const formats = useFormats()
  const nearness = 100 - Math.min(farthestDrawn, inDays)
  return (
    <section className={styles.milestone} data-today={inDays === 0 || undefined}>
      <div className={styles.ring} aria-hidden="true">
        <svg viewBox="0 0 120 120" aria-hidden="true">
          <circle className={styles.track} cx="60" cy="60" r="54" />
          <circle
            className={styles.arc}
            cx="60"
            cy="60"
            r="54"
            pathLength="100"
            strokeDasharray={`${Math.max(3, nearness)} 100`}
          />
        </svg>
        <span className={styles.left}>{inDays === 0 ? '♥' : formats.number(inDays)}</span>
      </div>
      <div className={styles.text}>
        <h2 className={styles.label}>
          {t(inDays === 0 ? 'couple.page.milestone.today' : 'couple.page.milestone.title')}
        </h2>
        <p className={styles.name}>{t(`couple.page.milestone.${kind}`, { count })}</p>
        <p className={styles.when}>
          <span>{t('couple.page.milestone.in', { count: inDays })}</span>
          <time dateTime={date}>{formats.date(date, 'weekday')}</time>
        </p>
      </div>
    </section>
  )
}
