import { useTranslations } from 'use-intl'
import type { Start, Together } from '../../../../shared/counter.ts'
import type { CoupleView } from '../../../../shared/couple.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { useFormats, useMe } from '../../../ui/services.tsx'
import { namesOf } from '../names.ts'
import { Counter } from './Counter.tsx'
import styles from './Cover.module.css'

interface CoverProps {
  readonly couple: CoupleView
  readonly start: Start | null
  readonly drawn: Together | null
}

/** Photograph, names and counter: what the page is opened for. */
export function Cover({ couple, start, drawn }: CoverProps) {
  const t = useTranslations()
  const { date } = useFormats()
  const names = namesOf(couple, t)
  const { photo, mayEdit } = couple
  return (
    <section className={styles.cover} data-photo={photo ? true : undefined}>
      <div className={styles.photo}>
        {photo ? (
          <Picture
            picture={photo.alt ? photo : { ...photo, alt: t('couple.page.photoAlt', { names }) }}
            sizes="(max-width: 72rem) 100vw, 72rem"
            cover
            first
          />
        ) : (
          <Blank mayEdit={mayEdit} />
        )}
        <div className={styles.title}>
          <h1 className={styles.names}>{names}</h1>
          {start && drawn && (
            <p className={styles.since}>
              {t(drawn.past ? 'couple.page.since' : 'couple.page.until', { date: date(start.date) })}
            </p>
          )}
        </div>
        {mayEdit && (
          <Link to="/couple/edit" preventScrollReset className={styles.edit}>
            <Icon name="edit" size={18} />
            <span>{t('couple.page.edit')}</span>
          </Link>
        )}
      </div>
      <div className={styles.plate}>
        {start && drawn ? <Counter start={start} drawn={drawn} /> : <NotStarted mayEdit={mayEdit} />}
      </div>
    </section>
  )
}

/** Where the photograph will be. */
function Blank({ mayEdit }: { mayEdit: boolean }) {
  const t = useTranslations()
  return (
    <div className={styles.blank}>
      <svg className={styles.rings} viewBox="0 0 240 120" aria-hidden="true">
        <circle cx="95" cy="60" r="44" />
        <circle cx="145" cy="60" r="44" />
      </svg>
      {mayEdit && (
        <ButtonLink to="/couple/edit" preventScrollReset look="outline" size="small">
          <Icon name="photos" size={18} />
          {t('couple.page.empty.photoAction')}
        </ButtonLink>
      )}
    </div>
  )
}

function NotStarted({ mayEdit }: { mayEdit: boolean }) {
  const t = useTranslations()
  const { site } = useMe()
  if (!mayEdit) return <p className={styles.quiet}>{site.promise || t('couple.page.description')}</p>
  return (
    <div className={styles.question}>
      <p className={styles.asked}>{t('couple.page.empty.start')}</p>
      <p className={styles.quiet}>{t('couple.page.empty.startText')}</p>
      <ButtonLink to="/couple/edit" preventScrollReset>
        <Icon name="calendar" size={18} />
        {t('couple.page.empty.startAction')}
      </ButtonLink>
    </div>
  )
}
