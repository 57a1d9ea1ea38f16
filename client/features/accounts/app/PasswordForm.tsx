import { PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { wireErrorOf } from '../../../lib/errors.ts'
import { NewPassword } from '../../../ui/app/NewPassword.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { FormFoot } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useSubmission } from '../../../ui/app/useSubmission.ts'
import { Button } from '../../../ui/Button.tsx'
import { useApi, useErrorWords, useMe } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'

/** A weak new password is named by the server as the password of an account. */
const fieldOf = (path: string) => (path === 'password' ? 'next' : path)

/** Changes the own password; the server closes every other session. */
export function PasswordForm({ own }: { own: readonly string[] }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const errorWords = useErrorWords()
  const { account } = useMe()
  const form = useForm({
    initialValues: { current: '', next: '' },
    validate: { current: (current) => (current === '' ? t('accounts.page.me.password.currentMissing') : null) },
  })
  const change = async (values: { current: string; next: string }) => {
    try {
      await api.accounts.changePassword.mutate(values)
    } catch (thrown) {
      if (wireErrorOf(thrown).key !== 'accounts.errors.wrongPassword') throw thrown
      form.setFieldError('current', errorWords(thrown))
      const field = form.getInputNode<HTMLInputElement, 'current'>('current')
      field?.focus()
      field?.select()
      return
    }
    form.reset()
    toasts.show({ text: t('accounts.page.me.password.changed') })
    await queries.invalidateQueries(procedures.accounts.sessions.queryFilter())
  }
  const { submit, busy, failure } = useSubmission(form, change, fieldOf)

  return (
    <form onSubmit={submit} method="post" noValidate>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {/* Password managers learn from it whose password changes. */}
      <input type="text" name="username" autoComplete="username" value={account?.username ?? ''} readOnly hidden />
      <PasswordInput
        label={t('accounts.page.me.password.current')}
        name="current-password"
        autoComplete="current-password"
        maxLength={256}
        visibilityToggleFocusable
        {...form.getInputProps('current')}
        aria-invalid={form.errors.current ? true : undefined}
      />
      <NewPassword
        label={t('accounts.page.me.password.next')}
        description={t('accounts.page.password.hint')}
        name="new-password"
        own={own}
        {...form.getInputProps('next')}
        value={form.values.next}
      />
      <FormFoot>
        <Button type="submit" size="small" busy={busy}>
          {t('accounts.page.me.password.submit')}
        </Button>
      </FormFoot>
    </form>
  )
}
