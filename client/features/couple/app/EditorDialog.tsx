import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useEffect, useRef } from 'react'
import { useBlocker, useLocation, useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { useConfirm } from '../../../ui/app/useConfirm.ts'
import styles from './EditorDialog.module.css'

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

/** An editor over a page: as large as the screen on a phone. It is not left with something unsaved unless asked. */
export function EditorDialog(of: EditorDialogProps) {
  const { title, page, size, isDirty, children } = of
  const t = useTranslations()
  const isSmall = useMediaQuery('(max-width: 48rem)', undefined, { getInitialValueInEffect: false })
  const close = useClose(page)
  useAskBeforeLeaving(of)
  return (
    <Modal.Root
      opened
      onClose={close}
      size={size}
      fullScreen={isSmall ?? false}
      centered={false}
      yOffset="4dvh"
      padding={isSmall ? 'md' : 'lg'}
      closeOnClickOutside={!isDirty}
      classNames={{ content: styles.content ?? '', body: styles.body ?? '' }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <div className={styles.header}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.actions.close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** Back to where the editor was opened from; to the page beneath where it was opened by its address. */
function useClose(page: string): () => void {
  const navigate = useNavigate()
  const { key } = useLocation()
  return () => void (key === 'default' ? navigate(page, { replace: true, preventScrollReset: true }) : navigate(-1))
}

function useAskBeforeLeaving(of: EditorDialogProps): void {
  const t = useTranslations()
  const confirm = useConfirm()
  const { isDirty, leaveText } = of
  const latest = useRef(of)
  latest.current = of
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      latest.current.isDirty &&
      !latest.current.isLeaving?.current &&
      currentLocation.pathname !== nextLocation.pathname,
  )

  const ask = async () => {
    const words = { title: t('app.confirm.leaveTitle'), text: leaveText, confirm: t('app.confirm.leave') }
    if (!(await confirm({ ...words, destructive: true }))) return blocker.reset?.()
    latest.current.onAbandon()
    blocker.proceed?.()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each attempt to leave
  useEffect(() => {
    if (blocker.state === 'blocked') void ask()
  }, [blocker.state])

  useEffect(() => {
    if (!isDirty) return
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!latest.current.isLeaving?.current) event.preventDefault()
    }
    addEventListener('beforeunload', onUnload)
    return () => removeEventListener('beforeunload', onUnload)
  }, [isDirty])
}
