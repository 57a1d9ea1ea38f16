import { TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type * as z from 'zod/mini'
import type { mailServer } from '../../../../shared/mail.ts'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { useErrorWords } from '../../../ui/services.tsx'
import styles from './MailTest.module.css'

interface MailTestProps {
  readonly server: z.infer<typeof mailServer.schema>
  /** Marks what is missing in the form around; false where the test would be in vain. */
  readonly validate: () => boolean
}

/** Sends a mail through what the form holds, stored or not, and says what is wrong with it. */
export function MailTest({ server, validate }: MailTestProps) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  const procedures = useProcedures()
  const profile = useQuery(procedures.accounts.profile.queryOptions())
  const [typed, setTyped] = useState<string | null>(null)
  const [missing, setMissing] = useState(false)
  const recipient = typed ?? profile.data?.email ?? ''
  const test = useMutation(procedures.house.testMailServer.mutationOptions())

  const start = () => {
    const isComplete = validate()
    setMissing(recipient.trim() === '')
    if (isComplete && recipient.trim() !== '') test.mutate({ server, recipient })
  }

  return (
    <div className={styles.test}>
      <div className={styles.line}>
        <TextInput
          label={t('house.page.settings.mail.recipient')}
          type="email"
          autoComplete="email"
          value={recipient}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setMissing(false)
          }}
          onKeyDown={(event) => {
            // Enter here means the test, not the form around it.
            if (event.key !== 'Enter') return
            event.preventDefault()
            start()
          }}
          error={missing && t('house.page.settings.mail.recipientMissing')}
        />
        <Button look="outline" size="small" busy={test.isPending} onClick={start} className={styles.button}>
          {t(test.isPending ? 'house.page.settings.mail.testing' : 'house.page.settings.mail.test')}
        </Button>
      </div>
      {test.isSuccess && (
        <Notice tone="ok">{t('house.page.settings.mail.testOk', { recipient: test.variables.recipient })}</Notice>
      )}
      {test.isError && (
        <Notice tone="error" title={t('house.page.settings.mail.testFailed')}>
          {errorWords(test.error)}
        </Notice>
      )}
    </div>
  )
}
