import { NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type * as z from 'zod/mini'
import { mailSecurities, type mailServer } from '../../../../shared/mail.ts'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useMe } from '../../../ui/services.tsx'
import styles from './MailServerFields.module.css'
import { type Provider, presets, providerOf, providers } from './mailPresets.ts'

interface MailServerFieldsProps {
  readonly form: UseFormReturnType<z.infer<typeof mailServer.schema>>
  readonly passwordSet: boolean
}

/** The server's address and account; a known provider fills in what is the same for everybody. */
export function MailServerFields({ form, passwordSet }: MailServerFieldsProps) {
  const t = useTranslations()
  const { site } = useMe()
  const [picked, setPicked] = useState<Provider | null>(null)
  const provider = providerOf(form.values.host) ?? picked
  const take = (name: string) => {
    const preset = presets[name as Exclude<Provider, 'other'>]
    setPicked(name as Provider)
    form.setValues({ ...(preset ?? { host: '' }), fromName: form.values.fromName || site.name })
    form.clearErrors()
  }
  return (
    <>
      <NativeSelect
        label={t('house.page.settings.mail.provider')}
        description={t('house.page.settings.mail.providerHint')}
        data={[
          ...(provider ? [] : [{ value: '', label: t('house.page.settings.mail.providerChoose'), disabled: true }]),
          ...providers.map((value) => ({ value, label: t(`house.page.settings.mail.providers.${value}`) })),
        ]}
        value={provider ?? ''}
        onChange={(event) => take(event.currentTarget.value)}
      />
      {provider && <Notice tone="info">{t(`house.page.settings.mail.advice.${provider}`)}</Notice>}
      <div className={styles.server}>
        <TextInput
          label={t('house.page.settings.mail.host')}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={253}
          {...form.getInputProps('host')}
        />
        <TextInput
          label={t('house.page.settings.mail.port')}
          inputMode="numeric"
          maxLength={5}
          {...form.getInputProps('port')}
          value={form.values.port || ''}
          onChange={(event) => form.setFieldValue('port', Number(event.currentTarget.value.replace(/\D/g, '')))}
        />
      </div>
      <NativeSelect
        label={t('house.page.settings.mail.security')}
        data={mailSecurities.map((value) => ({ value, label: t(`house.page.settings.mail.securities.${value}`) }))}
        {...form.getInputProps('security')}
      />
      {form.values.security === 'none' && <Notice tone="warn">{t('house.page.settings.mail.noneWarning')}</Notice>}
      <div className={styles.pair}>
        <TextInput
          label={t('house.page.settings.mail.username')}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={320}
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label={t('house.page.settings.mail.password')}
          {...(passwordSet ? { description: t('house.page.settings.mail.passwordSet') } : {})}
          // Browsers offer the person's own passwords for anything else.
          autoComplete="new-password"
          maxLength={1000}
          visibilityToggleFocusable
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('password')}
        />
        <TextInput label={t('house.page.settings.mail.fromName')} maxLength={100} {...form.getInputProps('fromName')} />
        <TextInput
          label={t('house.page.settings.mail.fromAddress')}
          description={t('house.page.settings.mail.fromAddressHint')}
          type="email"
          autoComplete="off"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('fromAddress')}
        />
      </div>
    </>
  )
}
