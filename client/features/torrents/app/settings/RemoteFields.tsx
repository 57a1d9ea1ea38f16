import { PasswordInput, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslations } from 'use-intl'
import type { TypedEngine } from './EngineForm.tsx'
import { EngineTest } from './EngineTest.tsx'
import styles from './Settings.module.css'

interface RemoteFieldsProps {
  readonly form: UseFormReturnType<TypedEngine>
  readonly passwordSet: boolean
}

/** Where a qBittorrent is and how one signs in to it, with a test of what is typed. */
export function RemoteFields({ form, passwordSet }: RemoteFieldsProps) {
  const t = useTranslations()
  return (
    <>
      <TextInput
        label={t('torrentEngine.page.engine.url')}
        description={t('torrentEngine.page.engine.urlHint')}
        type="url"
        inputMode="url"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        {...form.getInputProps('url')}
      />
      <div className={styles.pair}>
        <TextInput
          label={t('torrentEngine.page.engine.username')}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label={t('torrentEngine.page.engine.password')}
          {...(passwordSet ? { description: t('torrentEngine.page.engine.passwordSet') } : {})}
          // Browsers offer the person's own passwords for anything else.
          autoComplete="new-password"
          maxLength={500}
          visibilityToggleFocusable
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('password')}
        />
      </div>
      <EngineTest form={form} />
    </>
  )
}
