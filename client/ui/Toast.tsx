import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from './Icon.tsx'
import { useErrorWords, useServices } from './services.tsx'
import styles from './Toast.module.css'
import { createToasts, type Toast } from './toasts.ts'

const plainTime = 6000
const undoTime = 12_000
const none: readonly Toast[] = []

/** Shows short messages, with a way back where there is one: `toasts.show({ text, undo })`. */
export const useToasts = () => useServices().get(createToasts)

export function ToastRegion() {
  const toasts = useToasts()
  const t = useTranslations()
  const shown = useSyncExternalStore(toasts.subscribe, toasts.current, () => none)
  return (
    <section className={styles.region} aria-label={t('common.states.notifications')} aria-live="polite">
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastCard({ toast: { id, text, tone, undo } }: { toast: Toast }) {
  const toasts = useToasts()
  const t = useTranslations()
  const errorWords = useErrorWords()
  const [held, setHeld] = useState(false)

  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => toasts.dismiss(id), undo ? undoTime : plainTime)
    return () => clearTimeout(timer)
  }, [held, id, toasts, undo])

  const takeBack = async () => {
    toasts.dismiss(id)
    try {
      await undo?.()
      toasts.show({ text: t('common.states.undone') })
    } catch (thrown) {
      toasts.show({ text: errorWords(thrown), tone: 'error' })
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: reading or aiming at it only keeps it from leaving
    <div
      className={`${styles.toast} ${tone === 'error' ? styles.error : ''}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles.text}>{text}</span>
      {undo && (
        <button type="button" className={styles.undo} onClick={() => void takeBack()}>
          {t('common.actions.undo')}
        </button>
      )}
      <button
        type="button"
        className={styles.close}
        onClick={() => toasts.dismiss(id)}
        aria-label={t('common.actions.close')}
      >
        <Icon name="close" size={16} />
      </button>
    </div>
  )
}
