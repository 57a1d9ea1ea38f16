import { useState } from 'react'
import { useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import type { SubjectView } from '../../../../../shared/couple-story.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useApi, useErrorWords } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import styles from './Opening.module.css'

/** A question whether a sealed subject may be opened early, and its answer. */
export function Opening({ subject: { id, openingAsked, columns } }: { subject: SubjectView }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const { revalidate } = useRevalidator()
  const [busy, setBusy] = useState(false)
  const two = columns.filter(({ position }) => position !== null)
  const name = two.find(({ mine }) => !mine)?.name ?? ''
  const haveBoth =
    openingAsked === null && two.length === 2 && two.every(({ hopes, isSealed }) => isSealed || hopes.length > 0)
  if (openingAsked === null && !haveBoth) return null

  const run = async (act: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await act()
      await revalidate()
    } catch (thrown) {
      toasts.show({ text: errorWords(thrown), tone: 'error' })
    }
    setBusy(false)
  }
  const open = () => void run(() => api.couple.unsealSubject.mutate({ id }))
  const keep = () => void run(() => api.couple.keepSealed.mutate({ id }))

  return (
    <div className={styles.opening} role="status">
      <p>
        {haveBoth
          ? t('coupleStory.future.bothWrote')
          : t(openingAsked === 'mine' ? 'coupleStory.future.askedMine' : 'coupleStory.future.asked', { name })}
      </p>
      <div className={styles.answers}>
        {!haveBoth && (
          <Button look="outline" size="small" busy={busy} onClick={keep}>
            {t(openingAsked === 'mine' ? 'coupleStory.future.withdraw' : 'coupleStory.future.refuse')}
          </Button>
        )}
        {(haveBoth || openingAsked === 'theirs') && (
          <Button size="small" busy={busy} onClick={open}>
            {t(haveBoth ? 'coupleStory.future.openNow' : 'coupleStory.future.accept')}
          </Button>
        )}
      </div>
    </div>
  )
}
