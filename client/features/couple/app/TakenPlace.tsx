import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PartnerPlace } from '../../../../shared/couple.ts'
import { useConfirm } from '../../../ui/app/useConfirm.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useApi, useErrorWords, useMe } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import styles from './CouplePlaces.module.css'

interface TakenPlaceProps {
  readonly place: PartnerPlace
  readonly onChange: (places: readonly PartnerPlace[]) => void
}

/** Whoever holds the place, or was invited and has not come yet. */
export function TakenPlace({ place: { position, account, invited }, onChange }: TakenPlaceProps) {
  const t = useTranslations()
  const api = useApi()
  const me = useMe()
  const confirm = useConfirm()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const [busy, setBusy] = useState(false)
  const name = account?.name ?? invited?.name ?? ''
  const act = account ? 'remove' : 'withdraw'

  const free = async () => {
    const question = {
      title: t(`coupleEditor.places.${act}Title`, { name }),
      text: t(`coupleEditor.places.${act}Text`),
      confirm: t(`coupleEditor.places.${act}`),
      destructive: true,
    }
    if (!(await confirm(question))) return
    setBusy(true)
    try {
      const places = await api.couple.removePartner.mutate({ position })
      // Every page of this window must learn that it is no longer one of the two who looks.
      if (account?.id === me.account?.id) return location.reload()
      onChange(places)
      toasts.show({ text: t('coupleEditor.places.removed') })
    } catch (thrown) {
      toasts.show({ text: errorWords(thrown), tone: 'error' })
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className={styles.person}>
      <span className={styles.sign}>
        <Icon name={account ? 'heart' : 'mail'} />
      </span>
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        <p className={styles.quiet}>
          {account
            ? account.id === me.account?.id
              ? t('coupleEditor.places.you')
              : account.username
            : invited?.email
              ? t('coupleEditor.places.invitedByMail', { email: invited.email })
              : t('coupleEditor.places.invitedByHand')}
        </p>
      </div>
      <Button look="outline" size="small" busy={busy} onClick={() => void free()}>
        {t(`coupleEditor.places.${act}`)}
      </Button>
    </div>
  )
}
