import { createContext, type ReactNode, useContext } from 'react'

export interface Question {
  readonly title: string
  /** What would happen, and whether it can be taken back. */
  readonly text: ReactNode
  /** Words on the button that does it. */
  readonly confirm: string
  /** Colours the button as a warning. */
  readonly destructive?: boolean
}

export type Ask = (question: Question) => Promise<boolean>

export const AskContext = createContext<Ask | null>(null)

/** Asks before an act: `if (await confirm({ … })) …`. */
export function useConfirm(): Ask {
  const ask = useContext(AskContext)
  if (!ask) throw new Error('No questions can be asked outside an app page')
  return ask
}
