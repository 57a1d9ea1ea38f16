import { useEffect, useRef, useState } from 'react'
import { openDialog } from '../../../../lib/openDialog.ts'

interface Handed {
  onFiles(files: readonly File[]): void
  onText(text: string): void
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

const holdsTorrents = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.some((type) => type === 'Files' || type === 'text/uri-list' || type === 'text/plain') ?? false

/**
 * Takes torrent files and links that are dropped anywhere on the page, and magnets that are pasted outside of fields.
 * What is dragged from the page itself, such as the link of a row, is not for it.
 * @returns whether something hangs over the page now
 */
export function useHandedOver(handed: Handed): boolean {
  const [isOver, setOver] = useState(false)
  const latest = useRef(handed)
  useEffect(() => {
    latest.current = handed
  })
  useEffect(() => {
    const control = new AbortController()
    const { signal } = control
    // Each element under the pointer says that it was entered and left.
    let depth = 0
    let isOwn = false
    const isTaken = (event: DragEvent) => !isOwn && holdsTorrents(event)
    addEventListener('dragstart', () => (isOwn = true), { signal })
    // No pointer moves during a drag; one whose row has gone meanwhile ends in silence.
    for (const end of ['dragend', 'pointermove']) addEventListener(end, () => (isOwn = false), { signal })
    const count = (by: number) => (event: DragEvent) => {
      if (!isTaken(event)) return
      depth += by
      setOver(depth > 0)
    }
    addEventListener('dragenter', count(1), { signal })
    addEventListener('dragleave', count(-1), { signal })
    addEventListener('dragover', (event) => isTaken(event) && event.preventDefault(), { signal })
    addEventListener(
      'drop',
      (event) => {
        if (!isTaken(event)) return
        event.preventDefault()
        depth = 0
        setOver(false)
        const files = [...(event.dataTransfer?.files ?? [])]
        if (files.length > 0) latest.current.onFiles(files)
        else latest.current.onText(event.dataTransfer?.getData('text/plain') ?? '')
      },
      { signal },
    )
    addEventListener(
      'paste',
      (event) => {
        if (isField(event.target) || openDialog()) return
        const files = [...(event.clipboardData?.files ?? [])]
        const text = event.clipboardData?.getData('text/plain') ?? ''
        if (files.length > 0) latest.current.onFiles(files)
        else if (text.includes('magnet:?')) latest.current.onText(text)
      },
      { signal },
    )
    return () => control.abort()
  }, [])
  return isOver
}
