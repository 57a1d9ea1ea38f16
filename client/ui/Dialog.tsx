import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import styles from './Dialog.module.css'
import { Icon } from './Icon.tsx'

interface DialogProps {
  readonly title: ReactNode
  readonly children: ReactNode
  /** Escape, the cross and a click beside the dialog. */
  readonly onClose: () => void
  readonly size?: 'small' | 'large'
}

const useBrowserLayoutEffect = import.meta.env.SSR ? useEffect : useLayoutEffect

/** A modal dialog of the browser: it keeps the focus within and gives it back. Rendered on the server, it is open. */
export function Dialog({ title, children, onClose, size = 'small' }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const t = useTranslations()

  useBrowserLayoutEffect(() => {
    const dialog = element.current
    if (!dialog) return
    if (dialog.open) dialog.close()
    dialog.showModal()
    // The browser would choose the cross.
    const first = dialog.querySelector<HTMLElement>('[data-autofocus], input:not([hidden]), textarea, select')
    if (first) first.focus()
    else dialog.querySelector<HTMLElement>('h2')?.focus()
    return () => dialog.close()
  }, [])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key, and it cancels
    <dialog
      ref={element}
      open={import.meta.env.SSR || undefined}
      suppressHydrationWarning
      className={`${styles.dialog} ${size === 'large' ? styles.large : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === element.current && onClose()}
    >
      <div className={styles.sheet}>
        <header className={styles.header}>
          <h2 id={titleId} className={styles.title} tabIndex={-1}>
            {title}
          </h2>
          {/* The attribute keeps Escape from closing a dialog of Mantine beneath as well. */}
          <button
            type="button"
            className={styles.close}
            onClick={onClose}
            aria-label={t('common.actions.close')}
            data-mantine-stop-propagation="true"
          >
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
