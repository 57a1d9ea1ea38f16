import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { peopleMe } from '../../../../../shared/people-me.ts'
import { signInPath } from '../../../../lib/paths.ts'
import { Message } from '../../../../ui/app/Message.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button, ButtonLink } from '../../../../ui/Button.tsx'
import { useApi, useMe } from '../../../../ui/services.tsx'
import styles from '../LinkPages.module.css'

/** `/join`: whoever gives their address is mailed a way in, where the house takes people in by themselves. */
export function Component() {
  const t = useTranslations()
  const me = useMe()
  const signIn = (
    <ButtonLink to={signInPath('/')} look="outline">
      {t('people.join.signIn')}
    </ButtonLink>
  )
  if (!peopleMe.of(me).registration) {
    return (
      <Message title={t('people.join.closed')} text={t('people.join.closedText')}>
        {signIn}
      </Message>
    )
  }
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.site}>{me.site.name}</p>
        <h1 className={styles.title}>{t('people.join.heading', { siteName: me.site.name })}</h1>
        <p className={styles.text}>{t('people.join.text')}</p>
      </header>
      <Request />
      <div>{signIn}</div>
    </div>
  )
}

function Request() {
  const t = useTranslations()
  const api = useApi()
  const { locale } = useMe()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const form = useForm({ initialValues: { name: '', email: '' } })
  const { submit, busy, failure } = useSubmission(form, async (values) => {
    await api.accounts.requestAccount.mutate({ ...values, locale })
    setSentTo(values.email)
  })
  if (sentTo !== null) {
    return (
      <Notice
        tone="ok"
        title={t('people.join.sent')}
        action={
          <Button look="outline" size="small" onClick={() => setSentTo(null)}>
            {t('people.join.other')}
          </Button>
        }
      >
        {t('people.join.sentText', { email: sentTo })}
      </Notice>
    )
  }
  return (
    <form className={styles.form} onSubmit={submit} method="post" noValidate>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <TextInput
        label={t('accounts.page.fields.name')}
        description={t('accounts.page.fields.nameHint')}
        autoComplete="name"
        maxLength={100}
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('people.fields.email')}
        type="email"
        autoComplete="email"
        maxLength={254}
        {...form.getInputProps('email')}
      />
      <Button type="submit" size="large" busy={busy}>
        {t('people.join.submit')}
      </Button>
    </form>
  )
}
