import {
  ModalBase,
  ModalBaseBody,
  ModalBaseCloseButton,
  ModalBaseContent,
  ModalBaseOverlay,
  ModalBaseTitle,
} from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { useAskBeforeLeaving } from '../../../ui/app/useAskBeforeLeaving.ts'
import styles from './EditorDialog.module.css'
import { useFocusAfter } from './useFocusAfter.ts'

interface EditorDialogProps {
  readonly title: string
  /** Address of the page beneath. */
  readonly page: string
  readonly size: string
  /** Something was typed that is not saved. */
  readonly isDirty: boolean
  readonly leaveText: string
  /** Set as soon as it is saved: nobody is asked any more. */
  readonly isLeaving?: { readonly current: boolean }
  /** Told when somebody leaves in spite of it. */
  readonly onAbandon: () => void
  readonly children: ReactNode
}

/**
 * An editor over a page: as large as the screen on a phone. It is not left with something unsaved unless asked.
 * It is made of the parts of Mantine's Modal, which itself brings a scroll area and all that floats.
 */
export function EditorDialog(of: EditorDialogProps) {
  const { title, page, size, isDirty, leaveText, isLeaving, onAbandon, children } = of
  const t = useTranslations()
  const isSmall = useMediaQuery('(max-width: 48rem)', undefined, { getInitialValueInEffect: false })
  const close = useClose(page)
  useFocusAfter()
  useAskBeforeLeaving({
    isHeld: isDirty,
    question: { title: t('app.confirm.leaveTitle'), text: leaveText, confirm: t('app.confirm.leave') },
    ...(isLeaving ? { isLeaving } : {}),
    onAbandon,
  })
  return (
    <ModalBase
      opened
      onClose={close}
      padding={isSmall ? 'md' : 'lg'}
      __vars={{ '--editor-width': size }}
      closeOnClickOutside={!isDirty}
      closeOnEscape
      withinPortal
      lockScroll
      trapFocus
      transitionProps={{ duration: 200, transition: 'fade-down' }}
    >
      <ModalBaseOverlay backgroundOpacity={0.55} blur={4} />
      <ModalBaseContent className={styles.content ?? ''} innerProps={{ className: styles.inner ?? '' }} radius={0}>
        <div className={styles.header}>
          <ModalBaseTitle className="mantine-Modal-title">{title}</ModalBaseTitle>
          <ModalBaseCloseButton aria-label={t('common.actions.close')} />
        </div>
        <ModalBaseBody className={styles.body ?? ''}>{children}</ModalBaseBody>
      </ModalBaseContent>
    </ModalBase>
  )
}

/** Back to where the editor was opened from; to the page beneath where it was opened by its address. */
function useClose(page: string): () => void {
  const navigate = useNavigate()
  const { key } = useLocation()
  return () => void (key === 'default' ? navigate(page, { replace: true, preventScrollReset: true }) : navigate(-1))
}
