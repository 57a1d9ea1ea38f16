import { type ReactNode, useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../Button.tsx'
import { Dialog } from '../Dialog.tsx'
import styles from './Questions.module.css'
import { type Ask, AskContext, type Question } from './useConfirm.ts'

interface Asked extends Question {
  readonly answer: (agreed: boolean) => void
}

/** Shows the questions that `useConfirm` asks. */
export function Questions({ children }: { children: ReactNode }) {
  const t = useTranslations()
  const [asked, setAsked] = useState<Asked | null>(null)

  const ask = useCallback<Ask>(
    (question) =>
      new Promise((resolve) => {
        const answer = (agreed: boolean) => {
          setAsked(null)
          resolve(agreed)
        }
        setAsked({ ...question, answer })
      }),
    [],
  )

  return (
    <AskContext value={ask}>
      {children}
      {asked && (
        <Dialog title={asked.title} onClose={() => asked.answer(false)}>
          <div>{asked.text}</div>
          <div className={styles.actions}>
            <Button
              look="outline"
              data-autofocus
              data-mantine-stop-propagation="true"
              onClick={() => asked.answer(false)}
            >
              {t('common.actions.cancel')}
            </Button>
            <Button
              look={asked.destructive ? 'danger' : 'filled'}
              data-mantine-stop-propagation="true"
              onClick={() => asked.answer(true)}
            >
              {asked.confirm}
            </Button>
          </div>
        </Dialog>
      )}
    </AskContext>
  )
}
