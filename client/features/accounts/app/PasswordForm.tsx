import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { NewPassword } from '../../../ui/app/NewPassword.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { FormFoot } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useSubmission } from '../../../ui/app/useSubmission.ts'
import { Button } from '../../../ui/Button.tsx'
import { useApi, useMe } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import { CurrentPassword } from './CurrentPassword.tsx'

/** A weak new password is named by the server as the password of an account. */
const fieldOf = (path: string) => (path === 'password' ? 'next' : path)

/** Changes the own password; the server closes every other session. */
export function PasswordForm({ own }: { own: readonly string[] }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const { account } = useMe()
  const form = useForm({
    initialValues: { current: '', next: '' },
    validate: { current: (current) => (current === '' ? t('accounts.page.me.password.currentMissing') : null) },
  })
  const change = async (values: { current: string; next: string }) => {
    await api.accounts.changePassword.mutate(values)
    form.reset()
    toasts.show({ text: t('accounts.page.me.password.changed') })
    await queries.invalidateQueries(procedures.accounts.sessions.queryFilter())
  }
  const { submit, busy, failure } = useSubmission(form, change, fieldOf)

  return (
    <form onSubmit={submit} method="post" noValidate>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <CurrentPassword
        username={account?.username ?? ''}
        label={t('accounts.page.me.password.current')}
        {...form.getInputProps('current')}
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
