import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import type * as z from 'zod/mini'
import type { siteSettings } from '../../../../shared/house.ts'
import { locales } from '../../../../shared/locale.ts'
import { SaveFailure } from '../../../ui/app/SaveFailure.tsx'
import { SaveFoot } from '../../../ui/app/SaveFoot.tsx'
import { TimeZoneSelect } from '../../../ui/app/TimeZoneSelect.tsx'
import type { SettingsOf, Stored } from '../../../ui/app/useSettings.ts'
import { useSettingsForm } from '../../../ui/app/useSettingsForm.ts'
import { useToasts } from '../../../ui/Toast.tsx'
import { SiteNameFields } from './SiteNameFields.tsx'

type Site = z.infer<typeof siteSettings.schema>

interface SiteFormProps {
  readonly stored: Stored<Site>
  readonly settings: SettingsOf<Site>
}

/** Name, voice and address of the house. */
export function SiteForm({ stored, settings }: SiteFormProps) {
  const t = useTranslations()
  const toasts = useToasts()
  const onSaved = () => toasts.show({ text: t('house.page.settings.site.saved') })
  const saving = useSettingsForm({ stored, settings, onSaved })
  const { form, submit, busy } = saving

  return (
    <form onSubmit={submit} noValidate>
      <SaveFailure of={saving} />
      <SiteNameFields form={form} />
      <NativeSelect
        label={t('house.page.settings.site.language')}
        description={t('house.page.settings.site.languageHint')}
        data={locales.map((value) => ({ value, label: t(`common.appearance.${value}`) }))}
        {...form.getInputProps('language')}
      />
      <TimeZoneSelect label={t('house.page.settings.site.timeZone')} {...form.getInputProps('timeZone')} />
      <TextInput
        label={t('house.page.settings.site.address')}
        description={t('house.page.settings.site.addressHint')}
        type="url"
        inputMode="url"
        placeholder="https://"
        autoComplete="off"
        {...form.getInputProps('address')}
      />
      <SaveFoot busy={busy} isDirty={form.isDirty()} />
    </form>
  )
}
