import { TagsInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type * as z from 'zod/mini'
import { interfaceSettings } from '../../../../shared/couple.ts'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { SaveFailure } from '../../../ui/app/SaveFailure.tsx'
import { SaveFoot } from '../../../ui/app/SaveFoot.tsx'
import { type SettingsOf, type Stored, useSettings } from '../../../ui/app/useSettings.ts'
import { useSettingsForm } from '../../../ui/app/useSettingsForm.ts'
import { useToasts } from '../../../ui/Toast.tsx'

type Interface = z.infer<typeof interfaceSettings.schema>

/** Which pages of other sites may call the old interface. */
export function InterfaceForm() {
  const settings = useSettings(interfaceSettings)
  return (
    <Loaded query={settings.query} lines={2}>
      {(stored) => <Form stored={stored} settings={settings} />}
    </Loaded>
  )
}

interface FormProps {
  readonly stored: Stored<Interface>
  readonly settings: SettingsOf<Interface>
}

function Form({ stored, settings }: FormProps) {
  const t = useTranslations()
  const toasts = useToasts()
  const onSaved = () => toasts.show({ text: t('coupleInterface.settings.saved') })
  const saving = useSettingsForm({ stored, settings, onSaved, fieldOf: () => 'origins' })
  const { form, submit, busy } = saving
  const [typed, setTyped] = useState('')
  return (
    <form onSubmit={submit} noValidate>
      <SaveFailure of={saving} />
      <TagsInput
        label={t('coupleInterface.settings.origins')}
        description={t('coupleInterface.settings.originsHint')}
        inputMode="url"
        searchValue={typed}
        onSearchChange={setTyped}
        splitChars={[',', ' ']}
        {...form.getInputProps('origins')}
      />
      <SaveFoot busy={busy} isDirty={form.isDirty() || typed !== ''} />
    </form>
  )
}
