import { NativeSelect, Switch } from '@mantine/core'
import { useTranslations } from 'use-intl'
import type * as z from 'zod/mini'
import type { accountsAccess } from '../../../../../shared/people.ts'
import { SaveFailure } from '../../../../ui/app/SaveFailure.tsx'
import { SaveFoot } from '../../../../ui/app/SaveFoot.tsx'
import type { SettingsOf, Stored } from '../../../../ui/app/useSettings.ts'
import { useSettingsForm } from '../../../../ui/app/useSettingsForm.ts'
import { useToasts } from '../../../../ui/Toast.tsx'

type Access = z.infer<typeof accountsAccess.schema>

/** Whether people may ask for an account by themselves, and as what they come in. */
export function AccessForm({ stored, settings }: { stored: Stored<Access>; settings: SettingsOf<Access> }) {
  const t = useTranslations()
  const toasts = useToasts()
  const saving = useSettingsForm({ stored, settings, onSaved: () => toasts.show({ text: t('people.access.saved') }) })
  const { form, submit, busy } = saving
  return (
    <form onSubmit={submit} noValidate>
      <SaveFailure of={saving} />
      <Switch
        label={t('people.access.registration')}
        description={t('people.access.registrationHint')}
        withThumbIndicator={false}
        size="md"
        {...form.getInputProps('registration', { type: 'checkbox' })}
      />
      {form.values.registration && (
        <NativeSelect
          label={t('people.access.role')}
          data={(['member', 'client'] as const).map((value) => ({ value, label: t(`people.roles.${value}`) }))}
          {...form.getInputProps('registrationRole')}
        />
      )}
      <SaveFoot busy={busy} isDirty={form.isDirty()} />
    </form>
  )
}
