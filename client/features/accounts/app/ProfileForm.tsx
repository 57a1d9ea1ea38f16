import { NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { Profile } from '../../../../shared/accounts.ts'
import { defaultLocale, isLocale, type Locale, locales } from '../../../../shared/locale.ts'
import { chooseLocale } from '../../../lib/preferences.ts'
import { Notice } from '../../../ui/app/Notice.tsx'
import { FormFoot } from '../../../ui/app/Page.tsx'
import { TimeZoneSelect } from '../../../ui/app/TimeZoneSelect.tsx'
import { leaving, useSubmission } from '../../../ui/app/useSubmission.ts'
import { Button } from '../../../ui/Button.tsx'
import { useApi } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import styles from './ProfileForm.module.css'

const savedMark = 'foyer:profile-saved'

/** Says after the page started anew that it did so because the profile was saved. */
function useSavedWord(): void {
  const t = useTranslations()
  const toasts = useToasts()
  useEffect(() => {
    if (sessionStorage.getItem(savedMark) === null) return
    sessionStorage.removeItem(savedMark)
    toasts.show({ text: t('accounts.page.me.profile.saved') })
  }, [t, toasts])
}

/** Name, language and time zone. Every page knows them: the window starts anew with what was saved. */
export function ProfileForm({ profile }: { profile: Profile }) {
  const t = useTranslations()
  const api = useApi()
  useSavedWord()
  const locale: Locale = isLocale(profile.locale) ? profile.locale : defaultLocale
  const form = useForm({ initialValues: { name: profile.name, locale, timeZone: profile.timeZone } })
  const { submit, busy, failure } = useSubmission(form, async (values) => {
    await api.accounts.changeProfile.mutate(values)
    sessionStorage.setItem(savedMark, '1')
    chooseLocale(values.locale)
    return leaving
  })
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone

  return (
    <form onSubmit={submit} noValidate>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <TextInput
        label={t('accounts.page.me.profile.name')}
        autoComplete="name"
        maxLength={100}
        {...form.getInputProps('name')}
      />
      <div className={styles.fixed}>
        <dl className={styles.names}>
          <div>
            <dt>{t('accounts.page.me.profile.username')}</dt>
            <dd>{profile.username}</dd>
          </div>
        </dl>
        <p className={styles.note}>{t('accounts.page.me.profile.fixed')}</p>
      </div>
      <NativeSelect
        label={t('accounts.page.me.profile.language')}
        description={t('accounts.page.me.profile.languageHint')}
        data={locales.map((value) => ({ value, label: t(`common.appearance.${value}`) }))}
        {...form.getInputProps('locale')}
      />
      <div className={styles.zone}>
        <TimeZoneSelect label={t('accounts.page.me.profile.timeZone')} {...form.getInputProps('timeZone')} />
        {here !== form.values.timeZone && (
          <Button look="plain" size="small" onClick={() => form.setFieldValue('timeZone', here)}>
            {t('accounts.page.me.profile.timeZoneDevice', { zone: here.replaceAll('_', ' ') })}
          </Button>
        )}
      </div>
      <FormFoot>
        <Button type="submit" size="small" busy={busy} disabled={!form.isDirty()}>
          {t('common.actions.save')}
        </Button>
      </FormFoot>
    </form>
  )
}
