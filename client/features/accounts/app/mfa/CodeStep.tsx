import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CodeAsked } from '../../../../../shared/mfa.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useAct } from '../../../../ui/app/useAct.ts'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useApi, useFormats, useMe } from '../../../../ui/services.tsx'
import type { Enter } from '../useEnter.ts'
import { CodeField } from './CodeField.tsx'
import styles from './Mfa.module.css'

interface CodeStepProps {
  readonly of: CodeAsked
  readonly enter: Enter
  readonly onBack: () => void
}

/** Asks for a code of the second factor after the password. */
export function CodeStep({ of: { ticket, mailReaches }, enter, onBack }: CodeStepProps) {
  const t = useTranslations()
  const api = useApi()
  const { site } = useMe()
  const [isBackup, setBackup] = useState(false)
  const form = useForm({ initialValues: { code: '' } })
  const { submit, busy, failure } = useSubmission(form, async ({ code }) => {
    const answer = await api.accounts.signInWithCode.mutate({ ticket, code }).catch((thrown: unknown) => {
      form.getInputNode<HTMLInputElement, 'code'>('code')?.select()
      throw thrown
    })
    return enter(answer)
  })
  const change = () => {
    form.reset()
    setBackup(!isBackup)
  }
  const Field = isBackup ? TextInput : CodeField
  return (
    <form className={styles.steps} onSubmit={submit} noValidate>
      <p className={styles.lead}>{t('mfa.page.signIn.text', { site: site.name })}</p>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <Field
        key={String(isBackup)}
        label={t(isBackup ? 'mfa.page.signIn.backup' : 'mfa.page.signIn.code')}
        autoFocus
        data-autofocus
        {...(isBackup ? { autoCapitalize: 'characters', autoComplete: 'off', spellCheck: false, maxLength: 60 } : {})}
        {...form.getInputProps('code')}
      />
      <Button type="submit" busy={busy}>
        {t('mfa.page.signIn.submit')}
      </Button>
      <div className={styles.acts}>
        <Button look="plain" size="small" onClick={change}>
          {t(isBackup ? 'mfa.page.signIn.useApp' : 'mfa.page.signIn.useBackup')}
        </Button>
        <Button look="plain" size="small" onClick={onBack}>
          {t('mfa.page.signIn.back')}
        </Button>
      </div>
      <Lost ticket={mailReaches ? ticket : null} />
    </form>
  )
}

/** For whoever has neither phone nor codes: the way by mail, which takes a day; without a ticket, whom to ask. */
function Lost({ ticket }: { ticket: string | null }) {
  const t = useTranslations()
  return (
    <details className={styles.lost}>
      <summary>{t('mfa.page.signIn.lost')}</summary>
      {ticket === null ? <p>{t('mfa.page.signIn.lostNoMail')}</p> : <ByMail ticket={ticket} />}
    </details>
  )
}

function ByMail({ ticket }: { ticket: string }) {
  const t = useTranslations()
  const api = useApi()
  const formats = useFormats()
  const { run, busy, failure } = useAct()
  const [opensAt, setOpensAt] = useState<string | null>(null)
  const ask = async () => setOpensAt((await api.accounts.askMfaRecovery.mutate({ ticket })).opensAt)
  return (
    <>
      <p>{t('mfa.page.signIn.lostText')}</p>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {opensAt === null ? (
        <Button look="outline" size="small" busy={busy} onClick={() => run(ask)}>
          {t('mfa.page.signIn.ask')}
        </Button>
      ) : (
        <Notice tone="ok">{t('mfa.page.signIn.asked', { when: formats.moment(opensAt) })}</Notice>
      )}
    </>
  )
}
