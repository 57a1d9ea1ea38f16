import type { ReactNode } from 'react'
import { EditorDialog } from './EditorDialog.tsx'

interface StillDialogProps {
  readonly title: string
  readonly page: string
  readonly size: string
  readonly children: ReactNode
}

/** An {@link EditorDialog} in which nothing is typed. */
export const StillDialog = (of: StillDialogProps) => (
  <EditorDialog {...of} isDirty={false} leaveText="" onAbandon={() => undefined} />
)
