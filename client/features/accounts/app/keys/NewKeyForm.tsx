import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'
import { apiKeyLifetimes, apiKeyLimits, type NewApiKeySecret, type ScopeView } from '../../../../../shared/api-keys.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { FormFoot } from '../../../../ui/app/Page.tsx'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useApi } from '../../../../ui/services.tsx'
import styles from './Keys.module.css'
import { useScopeWords } from './useScopeWords.ts'

const endless = 'endless'

interface NewKeyFormProps {
  readonly scopes: readonly ScopeView[]
  readonly onMade: (made: NewApiKeySecret) => void
  readonly onCancel: () => void
}

/** Asks for what and for how long a key is to be. */
export function NewKeyForm({ scopes, onMade, onCancel }: NewKeyFormProps) {
  const t = useTranslations()
  const api = useApi()
  const words = useScopeWords(scopes)
  const form = useForm({
    initialValues: { name: '', scopes: [] as string[], lifetime: '365' },
    validate: {
      name: (name) => (name.trim() === '' ? t('apiKeys.errors.nameMissing') : null),
      scopes: (chosen) => (chosen.length === 0 ? t('apiKeys.errors.scopesMissing') : null),
    },
  })
  const { submit, busy, failure } = useSubmission(form, async ({ name, scopes, lifetime }) => {
    const expiresInDays = lifetime === endless ? null : Number(lifetime)
    onMade(await api.accounts.createApiKey.mutate({ name, scopes, expiresInDays }))
  })
  const lifetimeWords = (days: number | null) => {
    if (days === null) return t('apiKeys.page.form.endless')
    return days === 365 ? t('apiKeys.page.form.year') : t('apiKeys.page.form.days', { count: days })
  }
  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <TextInput
        label={t('apiKeys.page.form.name')}
        description={t('apiKeys.page.form.nameHint')}
        maxLength={apiKeyLimits.name}
        autoFocus
        {...form.getInputProps('name')}
      />
      <Checkbox.Group
        label={t('apiKeys.page.form.scopes')}
        description={t('apiKeys.page.form.scopesHint')}
        {...form.getInputProps('scopes')}
      >
        <div className={styles.choices}>
          {scopes.map(({ name }) => (
            <Checkbox key={name} value={name} label={words(name).label} description={words(name).text} />
          ))}
        </div>
      </Checkbox.Group>
      <NativeSelect
        label={t('apiKeys.page.form.expires')}
        description={t('apiKeys.page.form.expiresHint')}
        data={apiKeyLifetimes.map((days) => ({ value: String(days ?? endless), label: lifetimeWords(days) }))}
        {...form.getInputProps('lifetime')}
      />
      <FormFoot>
        <Button type="submit" busy={busy}>
          {t('apiKeys.page.form.submit')}
        </Button>
        <Button look="plain" onClick={onCancel}>
          {t('common.actions.cancel')}
        </Button>
      </FormFoot>
    </form>
  )
}
