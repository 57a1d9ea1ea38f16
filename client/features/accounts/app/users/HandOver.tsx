import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PersonDetails } from '../../../../../shared/people.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { FormFoot } from '../../../../ui/app/Page.tsx'
import { leaving, useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { useApi, useMe } from '../../../../ui/services.tsx'
import { CurrentPassword } from '../CurrentPassword.tsx'
import styles from './People.module.css'

/** Lets the owner make this person the owner. */
export function HandOver({ person }: { person: PersonDetails }) {
  const t = useTranslations()
  const [isAsked, setAsked] = useState(false)
  return (
    <div>
      <Button look="outline" size="small" onClick={() => setAsked(true)}>
        {t('people.person.handOver.open')}
      </Button>
      {isAsked && (
        <Dialog title={t('people.person.handOver.heading', { name: person.name })} onClose={() => setAsked(false)}>
          <PasswordForm person={person} />
        </Dialog>
      )}
    </div>
  )
}

function PasswordForm({ person: { id } }: { person: PersonDetails }) {
  const t = useTranslations()
  const api = useApi()
  const { account } = useMe()
  const form = useForm({
    initialValues: { current: '' },
    validate: { current: (current) => (current === '' ? t('people.person.handOver.passwordMissing') : null) },
  })
  const { submit, busy, failure } = useSubmission(form, async ({ current }) => {
    await api.accounts.handOverHouse.mutate({ id, password: current })
    // What the page knows of whoever looks is over.
    location.reload()
    return leaving
  })
  return (
    <form className={styles.form} onSubmit={submit} method="post" noValidate>
      <Notice tone="warn">{t('people.person.handOver.warning')}</Notice>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <CurrentPassword
        username={account?.username ?? ''}
        label={t('people.person.handOver.password')}
        data-autofocus
        {...form.getInputProps('current')}
      />
      <FormFoot>
        <Button type="submit" look="danger" busy={busy}>
          {t('people.person.handOver.submit')}
        </Button>
      </FormFoot>
    </form>
  )
}
