import { useTranslations } from 'use-intl'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import type { Mood } from '../../../lib/page.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { useMe } from '../../../ui/services.tsx'
import { useNavigationEntries } from '../../../ui/useNavigationEntries.ts'
import styles from './Doors.module.css'

interface DoorProps {
  readonly to: string
  readonly label: MessageKey
  readonly text: MessageKey
  readonly mood: Mood
}

/** The rooms that the visitor may enter, and the way in for those who belong to the house. */
export function Doors() {
  const t = useTranslations()
  const { account } = useMe()
  const entries = [...useNavigationEntries('site'), ...useNavigationEntries('workshop')].filter(({ door }) => door)
  if (account && entries.length === 0) return <p className={styles.none}>{t('common.doors.none')}</p>
  return (
    <nav className={styles.doors} aria-label={t('common.doors.title')}>
      {entries.map(({ to, label, door }) => door && <Door key={to} to={to} label={label} {...door} />)}
      {!account && <Door to="/login" label="common.account.signIn" text="common.doors.signIn" mood="studio" />}
    </nav>
  )
}

function Door({ to, label, text, mood }: DoorProps) {
  const t = useTranslations()
  return (
    <Link to={to} className={styles.door} data-mood={mood} preventScrollReset={to === '/login'}>
      <svg className={styles.arch} viewBox="0 0 44 60" width="44" height="60" aria-hidden="true">
        <path className={styles.room} d="M2 59V22a20 20 0 0 1 40 0v37z" />
        <path className={styles.light} d="M2 59 22 34l20 25z" />
        <path className={styles.leaf} d="M2 59V22A20 20 0 0 1 18 2.4L18 56z" />
        <circle className={styles.knob} cx="14.5" cy="33" r="1.3" />
      </svg>
      <span className={styles.words}>
        <span className={styles.label}>{t(label as never)}</span>
        <span className={styles.text}>{t(text as never)}</span>
      </span>
      <span className={styles.arrow}>
        <Icon name="next" />
      </span>
    </Link>
  )
}
