import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PersonDetails } from '../../../../../shared/people.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { leaving } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { useApi, useMe } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import { PasswordAsked } from '../mfa/PasswordAsked.tsx'
import styles from './People.module.css'

/** Lets the owner make this person the owner. */
export function HandOver({ person }: { person: PersonDetails }) {
  const t = useTranslations()
  const api = useApi()
  const { account } = useMe()
  const toasts = useToasts()
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const handOver = async (password: string) => {
    await api.accounts.handOverHouse.mutate({ id: person.id, password })
    toasts.show({ text: t('people.person.handOver.done', { name: person.name }) })
    // Much of what was read depends on who the owner is; what the person may do comes over the socket.
    void queries.invalidateQueries()
    setAsked(false)
    return leaving
  }
  return (
    <div>
      <Button look="outline" size="small" onClick={() => setAsked(true)}>
        {t('people.person.handOver.open')}
      </Button>
      {isAsked && (
        <Dialog title={t('people.person.handOver.heading', { name: person.name })} onClose={() => setAsked(false)}>
          <div className={styles.form}>
            <Notice tone="warn">{t('people.person.handOver.warning')}</Notice>
            <PasswordAsked
              username={account?.username ?? ''}
              submit={t('people.person.handOver.submit')}
              isDanger
              onPassword={handOver}
            />
          </div>
        </Dialog>
      )}
    </div>
  )
}
