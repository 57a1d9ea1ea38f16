import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type GivenRole, givenRoles, type PersonDetails } from '../../../../../shared/people.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { SaveFoot } from '../../../../ui/app/SaveFoot.tsx'
import { useAct } from '../../../../ui/app/useAct.ts'
import { useConfirm } from '../../../../ui/app/useConfirm.ts'
import { useApi } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import styles from './People.module.css'
import { usePersonChanged } from './usePerson.ts'

/** Another role for a person, or why they have none but this. */
export function RoleForm({ person }: { person: PersonDetails }) {
  const t = useTranslations()
  const { role, isSelf, mayManage } = person
  if (role === 'owner') return <p className={styles.text}>{t('people.person.role.owner')}</p>
  if (!mayManage)
    return <p className={styles.text}>{t(isSelf ? 'people.person.role.self' : 'people.person.role.owner')}</p>
  return <Choice person={person} current={role} />
}

function Choice({ person: { id, name, invitations }, current }: { person: PersonDetails; current: GivenRole }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const confirm = useConfirm()
  const onChanged = usePersonChanged()
  const { run, busy, failure } = useAct()
  const [role, setRole] = useState(current)
  const save = async () => {
    const loses = current === 'admin' && role !== 'admin' && invitations > 0
    const question = {
      title: t('people.person.role.demoteTitle', { name }),
      text: t('people.person.role.demoteText'),
      confirm: t('people.person.role.demote'),
      destructive: true,
    }
    if (loses && !(await confirm(question))) return
    onChanged(await api.accounts.changeRole.mutate({ id, role }))
    toasts.show({ text: t('people.person.role.saved', { name, role: t(`people.roles.${role}`) }) })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run(save)
      }}
    >
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <NativeSelect
        label={t('people.fields.role')}
        description={t(`people.roleHints.${role}`)}
        data={givenRoles.map((value) => ({ value, label: t(`people.roles.${value}`) }))}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value as GivenRole)}
      />
      <SaveFoot busy={busy} isDirty={role !== current} />
    </form>
  )
}
