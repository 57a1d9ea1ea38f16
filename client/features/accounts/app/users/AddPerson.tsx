import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import type { InvitationLink } from '../../../../../shared/accounts.ts'
import { type Locale, locales } from '../../../../../shared/locale.ts'
import { type GivenRole, givenRoles } from '../../../../../shared/people.ts'
import { CopyField } from '../../../../ui/app/CopyField.tsx'
import { NewPassword } from '../../../../ui/app/NewPassword.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { FormFoot } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { useApi, useServices } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import styles from './People.module.css'

interface Values {
  readonly name: string
  readonly email: string
  readonly username: string
  readonly password: string
  readonly role: GivenRole
  readonly locale: Locale
}

interface Invited extends InvitationLink {
  readonly name: string
  readonly email: string
}

/** `/admin/people/new`: a dialog that invites somebody, or makes their account. */
export function AddPerson() {
  const t = useTranslations()
  const navigate = useNavigate()
  const [invited, setInvited] = useState<Invited | null>(null)
  const close = () => void navigate('/admin/people', { preventScrollReset: true })
  return (
    <Dialog title={t('people.add.title')} onClose={close}>
      {invited ? (
        <InvitedPerson invited={invited} onAnother={() => setInvited(null)} onDone={close} />
      ) : (
        <PersonForm onInvited={setInvited} />
      )}
    </Dialog>
  )
}

interface InvitedPersonProps {
  readonly invited: Invited
  readonly onAnother: () => void
  readonly onDone: () => void
}

function InvitedPerson({ invited: { name, email, link, mailed }, onAnother, onDone }: InvitedPersonProps) {
  const t = useTranslations()
  return (
    <div className={styles.form}>
      <Notice tone="ok" title={t('people.add.invited', { name })}>
        {mailed ? t('people.add.invitedMailed', { email }) : t('people.add.invitedText')}
      </Notice>
      <CopyField label={t('people.invitations.link', { name })} value={link} autoFocus />
      <FormFoot>
        <Button size="small" onClick={onDone}>
          {t('people.add.done')}
        </Button>
        <Button look="outline" size="small" onClick={onAnother}>
          {t('people.add.another')}
        </Button>
      </FormFoot>
    </div>
  )
}

function PersonForm({ onInvited }: { onInvited: (invited: Invited) => void }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const { locale } = useServices()
  const [way, setWay] = useState<'invite' | 'create'>('invite')
  const initialValues: Values = { name: '', email: '', username: '', password: '', role: 'member', locale }
  const form = useForm<Values>({ initialValues })
  const { submit, busy, failure } = useSubmission(form, async ({ email, username, password, ...person }) => {
    if (way === 'invite')
      onInvited({ ...(await api.accounts.invitePerson.mutate({ ...person, email })), ...person, email })
    else {
      const id = await api.accounts.createPerson.mutate({ ...person, username, password })
      toasts.show({ text: t('people.add.created', { name: person.name }) })
      await navigate(`/admin/people/${id}`)
    }
    await queries.invalidateQueries(procedures.accounts.everyone.queryFilter())
  })
  return (
    <form className={styles.form} onSubmit={submit} method="post" noValidate autoComplete="off">
      <SegmentedControl
        aria-label={t('people.add.way')}
        value={way}
        onChange={(next) => setWay(next as typeof way)}
        data={(['invite', 'create'] as const).map((value) => ({ value, label: t(`people.add.${value}`) }))}
        fullWidth
      />
      <p className={styles.text}>{t(`people.add.${way}Text`)}</p>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <TextInput
        label={t('people.fields.name')}
        autoComplete="off"
        maxLength={100}
        data-autofocus
        {...form.getInputProps('name')}
      />
      {way === 'invite' ? (
        <TextInput
          label={`${t('people.fields.email')} (${t('common.states.optional')})`}
          description={t('people.add.emailHint')}
          type="email"
          autoComplete="off"
          maxLength={254}
          {...form.getInputProps('email')}
        />
      ) : (
        <Credentials form={form} />
      )}
      <NativeSelect
        label={t('people.fields.role')}
        description={t(`people.roleHints.${form.values.role}`)}
        data={givenRoles.map((value) => ({ value, label: t(`people.roles.${value}`) }))}
        {...form.getInputProps('role')}
      />
      <NativeSelect
        label={t('people.fields.language')}
        data={locales.map((value) => ({ value, label: t(`common.appearance.${value}`) }))}
        {...form.getInputProps('locale')}
      />
      <FormFoot>
        <Button type="submit" busy={busy}>
          {t(way === 'invite' ? 'people.add.submitInvite' : 'people.add.submitCreate')}
        </Button>
      </FormFoot>
    </form>
  )
}

function Credentials({ form }: { form: UseFormReturnType<Values> }) {
  const t = useTranslations()
  const { name, username, password } = form.values
  return (
    <>
      <TextInput
        label={t('people.fields.username')}
        description={t('accounts.page.fields.usernameHint')}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={40}
        {...form.getInputProps('username')}
      />
      <NewPassword
        label={t('people.fields.password')}
        description={t('people.fields.passwordHint')}
        own={[name, username]}
        name="new-password"
        {...form.getInputProps('password')}
        value={password}
      />
    </>
  )
}
