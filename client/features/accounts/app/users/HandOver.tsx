import { PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PersonDetails } from '../../../../../shared/people.ts'
import { wireErrorOf } from '../../../../lib/errors.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { FormFoot } from '../../../../ui/app/Page.tsx'
import { leaving, useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { useApi, useErrorWords, useMe } from '../../../../ui/services.tsx'
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
  const errorWords = useErrorWords()
  const { account } = useMe()
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password === '' ? t('people.person.handOver.passwordMissing') : null) },
  })
  const { submit, busy, failure } = useSubmission(form, async ({ password }) => {
    try {
      await api.accounts.handOverHouse.mutate({ id, password })
    } catch (thrown) {
      if (wireErrorOf(thrown).key !== 'accounts.errors.wrongPassword') throw thrown
      form.setFieldError('password', errorWords(thrown))
      form.getInputNode<HTMLInputElement, 'password'>('password')?.select()
      return
    }
    // What the page knows of whoever looks is over.
    location.reload()
    return leaving
  })
  return (
    <form className={styles.form} onSubmit={submit} method="post" noValidate>
      <Notice tone="warn">{t('people.person.handOver.warning')}</Notice>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <input type="text" name="username" autoComplete="username" value={account?.username ?? ''} readOnly hidden />
      <PasswordInput
        label={t('people.person.handOver.password')}
        name="current-password"
        autoComplete="current-password"
        maxLength={256}
        visibilityToggleFocusable
        data-autofocus
        {...form.getInputProps('password')}
        aria-invalid={form.errors.password ? true : undefined}
      />
      <FormFoot>
        <Button type="submit" look="danger" busy={busy}>
          {t('people.person.handOver.submit')}
        </Button>
      </FormFoot>
    </form>
  )
}
