import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { PersonDetails } from '../../../../../shared/people.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { BackLink, Page, Section } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useFormats } from '../../../../ui/services.tsx'
import { HandOver } from './HandOver.tsx'
import styles from './People.module.css'
import { PersonAccess } from './PersonAccess.tsx'
import { PersonMark, Tag } from './PersonMark.tsx'
import { PersonRights } from './PersonRights.tsx'
import { Removal } from './Removal.tsx'
import { RoleForm } from './RoleForm.tsx'

/** `/admin/people/:id`: one person, their role, their access, and their end. */
export function PersonPage({ id }: { id: number }) {
  const t = useTranslations()
  const procedures = useProcedures()
  const person = useQuery(procedures.accounts.person.queryOptions({ id }))
  return (
    <>
      <BackLink to="/admin/people">{t('people.person.back')}</BackLink>
      <Loaded query={person} lines={6}>
        {(details) => <Person person={details} />}
      </Loaded>
    </>
  )
}

function Person({ person }: { person: PersonDetails }) {
  const t = useTranslations()
  const { name, mayManage, mayTakeHouse } = person
  return (
    <Page title={name} text={<Facts person={person} />}>
      <Section title={t('people.person.role.title')} text={t('people.person.role.text')}>
        <RoleForm key={person.role} person={person} />
      </Section>
      <Section title={t('people.person.access.title')}>
        <PersonAccess person={person} />
      </Section>
      <Section title={t('groups.rights.title')} text={t('groups.rights.text')}>
        <PersonRights id={person.id} />
      </Section>
      {mayTakeHouse && (
        <Section title={t('people.person.handOver.title')} text={t('people.person.handOver.text', { name })}>
          <HandOver person={person} />
        </Section>
      )}
      {mayManage && (
        <Section title={t('people.person.removal.title')} text={t('people.person.removal.text')}>
          <Removal person={person} />
        </Section>
      )}
    </Page>
  )
}

function Facts({
  person: { name, username, email, role, disabled, createdAt, lastSeenAt },
}: {
  person: PersonDetails
}) {
  const t = useTranslations()
  const formats = useFormats()
  const seen = lastSeenAt
    ? t('people.page.seen', { when: formats.relative(lastSeenAt, Date.now()) })
    : t('people.page.never')
  return (
    <span className={styles.person}>
      <PersonMark name={name} />
      <span className={styles.words}>
        <span>{[username, email ?? t('people.fields.noEmail')].join(' · ')}</span>
        <span className={styles.detail}>
          {[t('people.person.since', { date: formats.instant(createdAt) }), seen].join(' · ')}
        </span>
      </span>
      <Tag tone={role === 'owner' || role === 'admin' ? 'accent' : 'plain'}>{t(`people.roles.${role}`)}</Tag>
      {disabled && <Tag tone="warn">{t('people.states.disabled')}</Tag>}
    </span>
  )
}
