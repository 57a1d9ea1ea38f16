import { useEffect, useRef, useState } from 'react'

const holdsFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') ?? false

/**
 * Takes files that are dropped anywhere on the window, or pasted; null takes none.
 * @param onFiles is given the whole transfer too, for the time of the event: it knows of folders
 * @returns whether files hang over the window now
 */
export function useDroppedFiles(onFiles: ((files: File[], transfer: DataTransfer) => void) | null): boolean {
  const [isOver, setOver] = useState(false)
  const latest = useRef(onFiles)
  latest.current = onFiles
  const isTaking = onFiles !== null

  useEffect(() => {
    if (!isTaking) return
    // Each element under the pointer says that it was entered and left.
    let depth = 0
    const onEnter = ({ dataTransfer }: DragEvent) => {
      if (!holdsFiles(dataTransfer)) return
      depth += 1
      setOver(true)
    }
    const onLeave = ({ dataTransfer }: DragEvent) => {
      if (!holdsFiles(dataTransfer)) return
      depth -= 1
      if (depth <= 0) setOver(false)
    }
    const onOver = (event: DragEvent) => {
      if (holdsFiles(event.dataTransfer)) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      if (!holdsFiles(event.dataTransfer)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      if (event.dataTransfer) latest.current?.([...event.dataTransfer.files], event.dataTransfer)
    }
    const onPaste = (event: ClipboardEvent) => {
      const transfer = event.clipboardData
      const files = [...(transfer?.files ?? [])]
      // Text that was copied from a document brings a picture of itself along.
      if (!transfer || files.length === 0 || transfer.types.includes('text/plain')) return
      event.preventDefault()
      latest.current?.(files, transfer)
    }
    addEventListener('dragenter', onEnter)
    addEventListener('dragleave', onLeave)
    addEventListener('dragover', onOver)
    addEventListener('drop', onDrop)
    addEventListener('paste', onPaste)
    return () => {
      removeEventListener('dragenter', onEnter)
      removeEventListener('dragleave', onLeave)
      removeEventListener('dragover', onOver)
      removeEventListener('drop', onDrop)
      removeEventListener('paste', onPaste)
      setOver(false)
    }
  }, [isTaking])
  return isOver
}
