import { useTranslations } from 'use-intl'
import { peopleMe } from '../../../../../shared/people-me.ts'
import { Link } from '../../../../ui/Link.tsx'
import { useMe } from '../../../../ui/services.tsx'
import styles from './People.module.css'

/** Leads whoever has no account to asking for one, where the house takes people in by themselves. */
export function JoinOffer() {
  const t = useTranslations()
  if (!peopleMe.of(useMe()).registration) return null
  return (
    <p className={styles.offer}>
      {t('people.join.offer')} <Link to="/join">{t('people.join.offerLink')}</Link>
    </p>
  )
}
