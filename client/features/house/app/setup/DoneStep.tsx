import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { SetupDoor } from '../../../../lib/page.ts'
import { useProcedures } from '../../../../ui/app/query.ts'
import { Icon } from '../../../../ui/Icon.tsx'
import { Link } from '../../../../ui/Link.tsx'
import styles from './DoneStep.module.css'
import { useFeatureSetups } from './useSetup.ts'

const own = (name: 'home' | 'admin', to: string, icon: SetupDoor['icon']): SetupDoor => ({
  to,
  icon,
  label: `house.page.setup.done.${name}`,
  text: `house.page.setup.done.${name}Text`,
})

/** The doors that are open now. They load the page anew, as the house has another name and other modules. */
export function DoneStep() {
  const t = useTranslations()
  const procedures = useProcedures()
  const { data: me } = useQuery(procedures.house.me.queryOptions())
  const { data: setups = [] } = useFeatureSetups()
  const brought = me ? setups.flatMap(({ door }) => door?.(me) ?? []) : []
  return (
    <ul className={styles.doors ?? ''}>
      {[own('home', '/', 'home'), ...brought, own('admin', '/admin', 'gauge')].map(({ to, icon, label, text }) => (
        <li key={to}>
          <Link to={to} reloadDocument className={styles.door}>
            <span className={styles.icon}>
              <Icon name={icon} size={24} />
            </span>
            <span className={styles.name}>{t(label as never)}</span>
            <span className={styles.text}>{t(text as never)}</span>
            <Icon name="next" />
          </Link>
        </li>
      ))}
    </ul>
  )
}
