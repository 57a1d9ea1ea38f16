import { useEffect, useRef } from 'react'
import { useBlocker } from 'react-router'
import { type Question, useConfirm } from './useConfirm.ts'

interface Leaving {
  /** Something would be lost. */
  readonly isHeld: boolean
  readonly question: Omit<Question, 'destructive'>
  /** Set as soon as nothing would be lost any more, before the page knows. */
  readonly isLeaving?: { readonly current: boolean }
  /** Told when somebody leaves in spite of it. */
  readonly onAbandon?: () => void
}

/** Lets nobody leave a page unasked while something on it would be lost. */
export function useAskBeforeLeaving(of: Leaving): void {
  const confirm = useConfirm()
  const { isHeld } = of
  const latest = useRef(of)
  latest.current = of
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      latest.current.isHeld && !latest.current.isLeaving?.current && currentLocation.pathname !== nextLocation.pathname,
  )

  const ask = async () => {
    if (!(await confirm({ ...latest.current.question, destructive: true }))) return blocker.reset?.()
    latest.current.onAbandon?.()
    blocker.proceed?.()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each attempt to leave
  useEffect(() => {
    if (blocker.state === 'blocked') void ask()
  }, [blocker.state])

  useEffect(() => {
    if (!isHeld) return
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!latest.current.isLeaving?.current) event.preventDefault()
    }
    addEventListener('beforeunload', onUnload)
    return () => removeEventListener('beforeunload', onUnload)
  }, [isHeld])
}
