import { TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslations } from 'use-intl'
import { NewPassword } from './NewPassword.tsx'

export interface PersonValues {
  readonly username: string
  readonly name: string
  readonly email: string
  readonly password: string
}

interface PersonFieldsProps {
  readonly form: UseFormReturnType<PersonValues>
  /** The address is proved already and stays as it is. */
  readonly fixedEmail?: boolean
}

/** Who somebody will be in this house, for a new account. Speaks from `accounts`. */
export function PersonFields({ form, fixedEmail = false }: PersonFieldsProps) {
  const t = useTranslations()
  const { name, username, email } = form.values
  return (
    <>
      <TextInput
        label={t('accounts.page.fields.name')}
        description={t('accounts.page.fields.nameHint')}
        autoComplete="name"
        maxLength={100}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('accounts.page.fields.username')}
        description={t('accounts.page.fields.usernameHint')}
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={40}
        {...form.getInputProps('username')}
      />
      <TextInput
        label={t('accounts.page.fields.email')}
        description={t('accounts.page.fields.emailHint')}
        type="email"
        readOnly={fixedEmail}
        autoComplete="email"
        maxLength={254}
        {...form.getInputProps('email')}
      />
      <NewPassword
        label={t('accounts.page.fields.password')}
        description={t('accounts.page.password.hint')}
        own={[name, username, email]}
        name="new-password"
        {...form.getInputProps('password')}
        value={form.values.password}
      />
    </>
  )
}
