import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { InvitationLink } from '../../../../../shared/accounts.ts'
import type { PendingInvitation } from '../../../../../shared/people.ts'
import { CopyField } from '../../../../ui/app/CopyField.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useAct } from '../../../../ui/app/useAct.ts'
import { useConfirm } from '../../../../ui/app/useConfirm.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { useApi, useFormats } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import styles from './People.module.css'
import { PersonMark, Tag } from './PersonMark.tsx'

/** Who was invited, or asked to come, and is not here yet. */
export function PendingList({ invitations }: { invitations: readonly PendingInvitation[] }) {
  const t = useTranslations()
  return (
    <section className={styles.block} aria-labelledby="pending">
      <h2 id="pending" className={styles.heading}>
        {t('people.page.pending')}
      </h2>
      <ul className={styles.lines ?? ''}>
        {invitations.map((invitation) => (
          <Line key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </section>
  )
}

/** Whose, since when and until when. */
function useTerm({ invitedBy, sentAt, expiresAt, expired }: PendingInvitation): string {
  const t = useTranslations()
  const formats = useFormats()
  const when = formats.relative(sentAt, Date.now())
  const from =
    invitedBy === null ? t('people.invitations.self', { when }) : t('people.invitations.by', { name: invitedBy, when })
  const until = t(expired ? 'people.invitations.expired' : 'people.invitations.expires', {
    when: formats.relative(expiresAt, Date.now()),
  })
  return `${from} · ${until}`
}

const stateOf = ({ expired, invitedBy }: PendingInvitation) =>
  expired ? 'expired' : invitedBy === null ? 'asked' : 'invited'

function Line({ invitation }: { invitation: PendingInvitation }) {
  const t = useTranslations()
  const term = useTerm(invitation)
  const { name, email, role } = invitation
  const state = stateOf(invitation)
  return (
    <li className={`${styles.line} ${styles.invitation}`}>
      <PersonMark name={name} />
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        <p className={styles.detail}>{email || t('people.invitations.noEmail')}</p>
        <p className={styles.detail}>{term}</p>
      </div>
      <div className={styles.tags}>
        <Tag tone="plain">{t(`people.roles.${role}`)}</Tag>
        <Tag tone={state === 'expired' ? 'warn' : 'accent'}>{t(`people.states.${state}`)}</Tag>
      </div>
      <Acts invitation={invitation} />
    </li>
  )
}

function Acts({ invitation: { id, name, email, invitedBy } }: { invitation: PendingInvitation }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const confirm = useConfirm()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const { run, busy, failure } = useAct()
  const [made, setMade] = useState<InvitationLink | null>(null)
  const readAgain = () => queries.invalidateQueries(procedures.accounts.everyone.queryFilter())

  const renew = (mail: boolean) => async () => {
    const link = await api.accounts.renewInvitation.mutate({ id, mail })
    if (mail) toasts.show({ text: t('people.invitations.sent', { email }) })
    else setMade(link)
    await readAgain()
  }
  const withdraw = async () => {
    const sure = await confirm({
      title: t('people.invitations.withdrawTitle', { name }),
      text: t('people.invitations.withdrawText'),
      confirm: t('people.invitations.withdraw'),
      destructive: true,
    })
    if (!sure) return
    await api.accounts.withdrawInvitation.mutate({ id })
    toasts.show({ text: t('people.invitations.withdrawn') })
    await readAgain()
  }
  return (
    <div className={styles.acts}>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {invitedBy !== null && (
        <Button
          look="outline"
          size="small"
          busy={busy}
          onClick={() => run(renew(false))}
          aria-label={t('people.invitations.newLinkFor', { name })}
        >
          {t('people.invitations.newLink')}
        </Button>
      )}
      {invitedBy !== null && email !== '' && (
        <Button
          look="outline"
          size="small"
          busy={busy}
          onClick={() => run(renew(true))}
          aria-label={t('people.invitations.againFor', { name })}
        >
          {t('people.invitations.again')}
        </Button>
      )}
      <Button
        look="plain"
        size="small"
        busy={busy}
        onClick={() => run(withdraw)}
        aria-label={t('people.invitations.withdrawFor', { name })}
      >
        {t('people.invitations.withdraw')}
      </Button>
      {made && (
        <Dialog title={t('people.invitations.linkTitle', { name })} onClose={() => setMade(null)}>
          <p className={styles.text}>{t('people.invitations.linkText')}</p>
          <CopyField label={t('people.invitations.link', { name })} value={made.link} autoFocus />
        </Dialog>
      )}
    </div>
  )
}
