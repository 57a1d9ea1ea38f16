import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PersonLine } from '../../../../../shared/people.ts'
import { Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Empty } from '../../../../ui/Empty.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { Link } from '../../../../ui/Link.tsx'
import { useFormats, useMe } from '../../../../ui/services.tsx'
import { VisuallyHidden } from '../../../../ui/VisuallyHidden.tsx'
import { isMeant } from './isMeant.ts'
import styles from './People.module.css'
import { PersonMark, Tag } from './PersonMark.tsx'

const roles = ['owner', 'admin', 'member', 'client'] as const
const states = ['active', 'disabled'] as const
const everything = { words: '', role: '', state: '' }

function isWanted(person: PersonLine, { words, role, state }: typeof everything): boolean {
  if (role !== '' && person.role !== role) return false
  if (state !== '' && person.disabled !== (state === 'disabled')) return false
  return isMeant(person, words)
}

/** Everybody with an account; found by words, role and state. */
export function PeopleList({ people }: { people: readonly PersonLine[] }) {
  const t = useTranslations()
  const [wanted, setWanted] = useState(everything)
  const shown = people.filter((person) => isWanted(person, wanted))
  return (
    <section className={styles.block} aria-label={t('people.page.accounts')}>
      <Filters wanted={wanted} onChange={setWanted} />
      <p className={styles.count} role="status">
        {t('people.page.count', { count: shown.length })}
      </p>
      {shown.length === 0 ? (
        <Empty
          icon="people"
          title={t('people.page.none')}
          action={
            <Button look="outline" size="small" onClick={() => setWanted(everything)}>
              {t('people.page.clear')}
            </Button>
          }
        >
          {t('people.page.noneText')}
        </Empty>
      ) : (
        <ul className={styles.lines ?? ''}>
          {shown.map((person) => (
            <Line key={person.id} person={person} />
          ))}
        </ul>
      )}
      {people.length === 1 && (
        <Empty
          icon="people"
          title={t('people.page.alone')}
          action={
            <ButtonLink to="/admin/people/new" look="outline" size="small" preventScrollReset>
              {t('people.page.add')}
            </ButtonLink>
          }
        >
          {t('people.page.aloneText')}
        </Empty>
      )}
    </section>
  )
}

interface FiltersProps {
  readonly wanted: typeof everything
  readonly onChange: (wanted: typeof everything) => void
}

function Filters({ wanted, onChange }: FiltersProps) {
  const t = useTranslations()
  return (
    <div className={styles.filters}>
      <TextInput
        aria-label={t('people.page.search')}
        placeholder={t('people.page.search')}
        type="search"
        className={styles.search ?? ''}
        leftSection={<Icon name="search" size={16} />}
        value={wanted.words}
        onChange={(event) => onChange({ ...wanted, words: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('people.page.role')}
        value={wanted.role}
        onChange={(event) => onChange({ ...wanted, role: event.currentTarget.value })}
        data={[
          { value: '', label: t('people.page.anyRole') },
          ...roles.map((value) => ({ value, label: t(`people.roles.${value}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t('people.page.state')}
        value={wanted.state}
        onChange={(event) => onChange({ ...wanted, state: event.currentTarget.value })}
        data={[
          { value: '', label: t('people.page.anyState') },
          ...states.map((value) => ({ value, label: t(`people.states.${value}`) })),
        ]}
      />
    </div>
  )
}

function Line({ person: { id, name, username, email, role, disabled, lastSeenAt } }: { person: PersonLine }) {
  const t = useTranslations()
  const formats = useFormats()
  const { account } = useMe()
  const seen = lastSeenAt
    ? t('people.page.seen', { when: formats.relative(lastSeenAt, Date.now()) })
    : t('people.page.never')
  return (
    <li className={styles.line} data-faded={disabled || undefined}>
      <PersonMark name={name} />
      <div className={styles.words}>
        <p className={styles.name}>
          <Link to={`/admin/people/${id}`} className={styles.link}>
            {name}
          </Link>
          {account?.id === id && <span className={styles.detail}>({t('people.page.you')})</span>}
        </p>
        <p className={styles.detail}>
          {username}
          {' · '}
          {email ?? t('people.fields.noEmail')}
        </p>
      </div>
      <div className={styles.tags}>
        <VisuallyHidden>{t('people.page.role')} </VisuallyHidden>
        <Tag tone={role === 'owner' || role === 'admin' ? 'accent' : 'plain'}>{t(`people.roles.${role}`)}</Tag>
        {disabled && <Tag tone="warn">{t('people.states.disabled')}</Tag>}
      </div>
      <p className={styles.seen} title={lastSeenAt ? formats.moment(lastSeenAt) : undefined}>
        {seen}
      </p>
    </li>
  )
}
