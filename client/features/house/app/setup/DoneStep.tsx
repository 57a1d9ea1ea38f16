import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { useProcedures } from '../../../../ui/app/query.ts'
import { type AnyIcon, Icon } from '../../../../ui/Icon.tsx'
import styles from './DoneStep.module.css'

const doors: readonly (readonly ['home' | 'couple' | 'admin', string, AnyIcon])[] = [
  ['home', '/', 'home'],
  ['couple', '/couple/memories/new', 'heart'],
  ['admin', '/admin', 'gauge'],
]

/** The doors that are open now. They load the page anew, as the house has another name and other modules. */
export function DoneStep() {
  const t = useTranslations()
  const procedures = useProcedures()
  const { data: me } = useQuery(procedures.house.me.queryOptions())
  const mayWrite = me?.partner === true && me.modules.includes('couple')
  return (
    <ul className={styles.doors ?? ''}>
      {doors
        .filter(([door]) => door !== 'couple' || mayWrite)
        .map(([door, to, icon]) => (
          <li key={door}>
            <Link to={to} reloadDocument className={styles.door}>
              <span className={styles.icon}>
                <Icon name={icon} size={24} />
              </span>
              <span className={styles.name}>{t(`house.page.setup.done.${door}`)}</span>
              <span className={styles.text}>{t(`house.page.setup.done.${door}Text`)}</span>
              <Icon name="next" />
            </Link>
          </li>
        ))}
    </ul>
  )
}
