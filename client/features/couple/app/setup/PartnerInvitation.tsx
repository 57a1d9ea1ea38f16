import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'
import type { InvitationLink } from '../../../../../shared/accounts.ts'
import type { PartnerPlace, Position } from '../../../../../shared/couple.ts'
import { CopyField } from '../../../../ui/app/CopyField.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useApi, useServices } from '../../../../ui/services.tsx'
import styles from './CoupleStep.module.css'

interface PartnerInvitationProps {
  /** Whoever holds the other place or was invited into it. */
  readonly place: PartnerPlace | null
  /** The place that an invitation is for. */
  readonly position: Position
  /** The link of an invitation that was just made; the house shows it only once. */
  readonly created: InvitationLink | null
  readonly onCreated: (link: InvitationLink) => Promise<void>
  /** Told whether a name is typed that is not invited yet. */
  readonly onTyped: (isTyped: boolean) => void
}

/** The other of the two: named, invited, or to be invited. */
export function PartnerInvitation({ place, position, created, onCreated, onTyped }: PartnerInvitationProps) {
  const t = useTranslations()
  const holder = place?.account
  const invited = place?.invited
  if (holder) return <p className={styles.text}>{t('coupleEditor.setup.isPartner', { name: holder.name })}</p>
  if (!invited) return <InvitationForm position={position} onCreated={onCreated} onTyped={onTyped} />
  if (!created) return <p className={styles.text}>{t('coupleEditor.setup.pending', { name: invited.name })}</p>
  return (
    <>
      <Notice tone="ok" title={t('coupleEditor.setup.invited', { name: invited.name })}>
        {t(created.mailed ? 'coupleEditor.setup.invitedMailed' : 'coupleEditor.setup.invitedText')}
      </Notice>
      <CopyField label={t('coupleEditor.setup.link')} value={created.link} autoFocus />
    </>
  )
}

type InvitationFormProps = Pick<PartnerInvitationProps, 'position' | 'onCreated' | 'onTyped'>

function InvitationForm({ position, onCreated, onTyped }: InvitationFormProps) {
  const t = useTranslations()
  const api = useApi()
  const { locale } = useServices()
  const form = useForm({
    initialValues: { name: '', email: '' },
    onValuesChange: ({ name, email }) => onTyped(name.trim() !== '' || email.trim() !== ''),
  })
  const { submit, busy, failure } = useSubmission(form, async (values) => {
    await onCreated(await api.couple.invitePartner.mutate({ ...values, position, locale }))
  })
  return (
    <form className={styles.invitation} onSubmit={submit} noValidate>
      <p className={styles.text}>{t('coupleEditor.setup.partnerText')}</p>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <TextInput
        label={t('coupleEditor.setup.partnerName')}
        autoComplete="off"
        maxLength={100}
        {...form.getInputProps('name')}
      />
      <TextInput
        label={`${t('coupleEditor.setup.partnerEmail')} (${t('common.states.optional')})`}
        type="email"
        autoComplete="off"
        maxLength={254}
        {...form.getInputProps('email')}
      />
      <div>
        <Button type="submit" look="outline" size="small" busy={busy}>
          {t('coupleEditor.setup.invite')}
        </Button>
      </div>
    </form>
  )
}
