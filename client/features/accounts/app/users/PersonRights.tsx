import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { HeldAbility, HeldLimit, RightsView } from '../../../../../shared/groups.ts'
import type { MessageKey } from '../../../../../shared/messages/catalogue.gen.ts'
import { amountInWords } from '../../../../ui/app/amounts.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { Icon } from '../../../../ui/Icon.tsx'
import { Link } from '../../../../ui/Link.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import styles from './People.module.css'

/** What a person may do, and which role or group gives it. */
export function PersonRights({ id }: { id: number }) {
  const procedures = useProcedures()
  const rights = useQuery(procedures.house.rightsOf.queryOptions({ accountId: id }))
  return (
    <Loaded query={rights} lines={4}>
      {(read) => <Rights of={read} />}
    </Loaded>
  )
}

function Rights({ of: { person, groups, abilities, standings, limits } }: { of: RightsView }) {
  const t = useTranslations()
  return (
    <>
      <p>
        {groups.length === 0 ? (
          <span className={styles.detail}>{t('groups.rights.noGroups')}</span>
        ) : (
          groups.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ' · '}
              <Link to={`/admin/groups/${id}`}>{name}</Link>
            </span>
          ))
        )}
      </p>
      <ul className={styles.rights ?? ''}>
        {abilities.map((ability) => (
          <Ability key={ability.name} of={ability} role={person.role} />
        ))}
        {standings.map((label) => (
          <li key={label} className={styles.right} data-held>
            <Icon name="check" size={16} />
            <span>
              {t(label as MessageKey as never)}
              <span className={styles.detail}> · {t('groups.rights.byStanding')}</span>
            </span>
          </li>
        ))}
      </ul>
      <ul className={styles.rights ?? ''}>
        {limits.map((limit) => (
          <Limit key={limit.name} of={limit} />
        ))}
      </ul>
    </>
  )
}

function Ability({ of: { label, byRole, byGroups }, role }: { of: HeldAbility; role: RightsView['person']['role'] }) {
  const t = useTranslations()
  const formats = useFormats()
  const origins = [
    ...(byRole === 'owner' ? [t('groups.rights.byOwner')] : []),
    ...(byRole === 'role' ? [t('groups.rights.byRole', { role: t(`people.roles.${role}`) })] : []),
    ...(byGroups.length > 0
      ? [t('groups.rights.byGroups', { count: byGroups.length, names: formats.list(byGroups.map(({ name }) => name)) })]
      : []),
  ]
  const isHeld = origins.length > 0
  return (
    <li className={styles.right} data-held={isHeld || undefined}>
      <Icon name={isHeld ? 'check' : 'lock'} size={16} />
      <span>
        {t(label as MessageKey as never)}
        <span className={styles.detail}> · {isHeld ? origins.join(' · ') : t('groups.rights.hasNot')}</span>
      </span>
    </li>
  )
}

function Limit({ of: { label, unit, value, byGroup, used } }: { of: HeldLimit }) {
  const t = useTranslations()
  const formats = useFormats()
  const amount = (of: number) => amountInWords(unit, of, t, formats)
  const origin = byGroup ? t('groups.rights.byGroups', { count: 1, names: byGroup.name }) : t('groups.rights.standard')
  const isOver = used !== null && used > value
  return (
    <li className={styles.right} data-held={!isOver || undefined}>
      <Icon name={isOver ? 'warning' : 'gauge'} size={16} />
      <span>
        {t(label as MessageKey as never)} · {amount(value)}
        <span className={styles.detail}>
          {' · '}
          {[
            origin,
            ...(used === null ? [] : [t('groups.rights.used', { used: amount(used) })]),
            ...(isOver ? [t('groups.rights.over')] : []),
          ].join(' · ')}
        </span>
      </span>
    </li>
  )
}
