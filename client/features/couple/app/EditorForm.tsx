import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useDroppedFiles } from '../useDroppedFiles.ts'
import styles from './MemoryEditor.module.css'
import { useFocusBack } from './useFocusBack.ts'

interface EditorFormProps {
  readonly onSubmit: (event?: React.FormEvent<HTMLFormElement>) => void
  /** Photographs that are dropped anywhere. */
  readonly onFiles: (files: readonly File[]) => void
  /** Said while files are held over the window. */
  readonly dropText: string
  /** It comes back after a question. */
  readonly isBack: boolean
  readonly children: ReactNode
}

/** The form of an editor with photographs: sent by Ctrl or ⌘ with Enter too, open to files from anywhere. */
export function EditorForm({ onSubmit, onFiles, dropText, isBack, children }: EditorFormProps) {
  const isOver = useDroppedFiles(onFiles)
  const element = useRef<HTMLFormElement>(null)
  useFocusBack(element, isBack)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    element.current?.requestSubmit()
  }

  return (
    <form ref={element} className={styles.form} onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate>
      {children}
      {isOver && (
        <div className={styles.over} aria-hidden="true">
          <p>{dropText}</p>
        </div>
      )}
    </form>
  )
}
