import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Profile } from '../../../../shared/accounts.ts'
import { Notice } from '../../../ui/app/Notice.tsx'
import { FormFoot } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useAct } from '../../../ui/app/useAct.ts'
import { useSubmission } from '../../../ui/app/useSubmission.ts'
import { Button } from '../../../ui/Button.tsx'
import { useApi } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import { CurrentPassword } from './CurrentPassword.tsx'
import styles from './ProfileForm.module.css'

/** The address of the account; another one takes its place once its link was followed. */
export function EmailSection({ profile }: { profile: Profile }) {
  const t = useTranslations()
  const [isChanging, setChanging] = useState(false)
  const { email, nextEmail } = profile
  return (
    <>
      <dl className={`${styles.fixed} ${styles.names}`}>
        <div>
          <dt>{t('accounts.page.me.email.current')}</dt>
          <dd>{email === '' ? t('accounts.page.me.email.none') : email}</dd>
        </div>
      </dl>
      {nextEmail !== null && <Pending email={nextEmail} />}
      {isChanging ? (
        <EmailForm username={profile.username} onEnd={() => setChanging(false)} />
      ) : (
        <FormFoot>
          <Button look="outline" size="small" onClick={() => setChanging(true)}>
            {t('accounts.page.me.email.change')}
          </Button>
        </FormFoot>
      )}
    </>
  )
}

function EmailForm({ username, onEnd }: { username: string; onEnd: () => void }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const form = useForm({
    initialValues: { email: '', current: '' },
    validate: {
      email: (next) => (next.trim() === '' ? t('accounts.page.me.email.missing') : null),
      current: (current) => (current === '' ? t('accounts.page.password.missing') : null),
    },
  })
  const change = async (values: { email: string; current: string }) => {
    await api.accounts.changeEmail.mutate({ email: values.email, password: values.current })
    toasts.show({ text: t('accounts.page.me.email.sent', { email: values.email.trim() }) })
    await queries.invalidateQueries(procedures.accounts.profile.queryFilter())
    onEnd()
  }
  const { submit, busy, failure } = useSubmission(form, change)

  return (
    <form onSubmit={submit} method="post" noValidate>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <TextInput
        label={t('accounts.page.me.email.next')}
        type="email"
        autoComplete="off"
        maxLength={254}
        autoFocus
        {...form.getInputProps('email')}
      />
      <CurrentPassword
        username={username}
        label={t('accounts.page.me.email.password')}
        {...form.getInputProps('current')}
      />
      <FormFoot>
        <Button type="submit" size="small" busy={busy}>
          {t('accounts.page.me.email.submit')}
        </Button>
        <Button look="plain" size="small" onClick={onEnd}>
          {t('common.actions.cancel')}
        </Button>
      </FormFoot>
    </form>
  )
}

function Pending({ email }: { email: string }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const { run, busy, failure } = useAct()
  const withdraw = async () => {
    await api.accounts.withdrawEmailChange.mutate()
    toasts.show({ text: t('accounts.page.me.email.withdrawn') })
    await queries.invalidateQueries(procedures.accounts.profile.queryFilter())
  }
  return (
    <Notice
      tone="info"
      action={
        <Button look="outline" size="small" busy={busy} onClick={() => run(withdraw)}>
          {t('accounts.page.me.email.withdraw')}
        </Button>
      }
    >
      {failure ?? t('accounts.page.me.email.pending', { email })}
    </Notice>
  )
}
