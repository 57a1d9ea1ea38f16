import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type * as z from 'zod/mini'
import { mailServer } from '../../../../shared/mail.ts'
import { FormFoot } from '../../../ui/app/Page.tsx'
import { SaveFailure } from '../../../ui/app/SaveFailure.tsx'
import { SaveFoot } from '../../../ui/app/SaveFoot.tsx'
import { useConfirm } from '../../../ui/app/useConfirm.ts'
import type { SettingsOf, Stored } from '../../../ui/app/useSettings.ts'
import { useSettingsForm } from '../../../ui/app/useSettingsForm.ts'
import { Button } from '../../../ui/Button.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import { MailServerFields } from './MailServerFields.tsx'
import { MailTest } from './MailTest.tsx'

type MailServer = z.infer<typeof mailServer.schema>

interface MailServerFormProps {
  readonly stored: Stored<MailServer>
  readonly settings: SettingsOf<MailServer>
  /** In the place of the usual buttons. */
  readonly foot?: (state: { busy: boolean; filled: boolean }) => ReactNode
  readonly onSaved?: () => Promise<void>
}

/** The account through which mail leaves, with a test of what is filled in. */
export function MailServerForm({ stored, settings, foot, onSaved }: MailServerFormProps) {
  const t = useTranslations()
  const toasts = useToasts()
  const confirm = useConfirm()
  const saving = useSettingsForm({
    stored,
    settings,
    validate: {
      host: (host) => (host.trim() === '' ? t('house.page.settings.mail.hostMissing') : null),
      fromAddress: (address) => (address.trim() === '' ? t('house.page.settings.mail.fromMissing') : null),
    },
    onSaved: async () => {
      toasts.show({ text: t('house.page.settings.mail.saved') })
      await onSaved?.()
    },
  })
  const { form, submit, busy } = saving

  const remove = async () => {
    const sure = await confirm({
      title: t('house.page.settings.mail.removeTitle'),
      text: t('house.page.settings.mail.removeText'),
      confirm: t('house.page.settings.mail.remove'),
      destructive: true,
    })
    if (!sure) return
    try {
      await saving.replace(mailServer.defaults)
      toasts.show({ text: t('house.page.settings.mail.removed') })
    } catch (thrown) {
      saving.refuse(thrown)
    }
  }

  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <SaveFailure of={saving} />
      <MailServerFields form={form} passwordSet={saving.secretsSet.includes('password')} />
      <MailTest server={form.values} validate={() => !form.validate().hasErrors} />
      {foot ? (
        <FormFoot>{foot({ busy, filled: form.values.host.trim() !== '' })}</FormFoot>
      ) : (
        <SaveFoot busy={busy} isDirty={form.isDirty()}>
          {stored.value.host !== '' && (
            <Button look="plain" size="small" onClick={() => void remove()}>
              {t('house.page.settings.mail.remove')}
            </Button>
          )}
        </SaveFoot>
      )}
    </form>
  )
}
