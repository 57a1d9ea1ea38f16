import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { PersonView } from '../../../../../shared/accounts.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useKeptFocus } from '../../../../ui/app/useKeptFocus.ts'
import { Icon } from '../../../../ui/Icon.tsx'
import { Link } from '../../../../ui/Link.tsx'
import styles from './Groups.module.css'

interface MemberFieldProps {
  readonly members: readonly PersonView[]
  readonly onChange: (members: readonly PersonView[]) => void
  readonly error: ReactNode
}

/** Who belongs to the group; others are added by their name. */
export function MemberField({ members, onChange, error }: MemberFieldProps) {
  const t = useTranslations()
  const procedures = useProcedures()
  const kept = useKeptFocus<HTMLDivElement>()
  const { data: people = [] } = useQuery(procedures.accounts.people.queryOptions())
  const others = people.filter((person) => members.every(({ id }) => id !== person.id))
  const add = (id: string) => {
    const person = others.find((other) => String(other.id) === id)
    if (person) onChange([...members, person])
  }
  return (
    <div {...kept} className={styles.memberField}>
      {error && <Notice tone="error">{error}</Notice>}
      {members.length === 0 ? (
        <p className={styles.detail}>{t('groups.editor.noMembers')}</p>
      ) : (
        <ul className={styles.members ?? ''}>
          {members.map((member) => (
            <li key={member.id} className={styles.member}>
              <Link to={`/admin/people/${member.id}`}>{member.name}</Link>
              <button
                type="button"
                className={styles.remove}
                aria-label={t('groups.editor.removeMember', { name: member.name })}
                onClick={() => onChange(members.filter(({ id }) => id !== member.id))}
              >
                <Icon name="close" size={16} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <NativeSelect
        label={t('groups.editor.addMember')}
        value=""
        onChange={(event) => add(event.currentTarget.value)}
        data={[
          { value: '', label: '' },
          ...others.map(({ id, name, username }) => ({ value: String(id), label: `${name} (${username})` })),
        ]}
      />
    </div>
  )
}
