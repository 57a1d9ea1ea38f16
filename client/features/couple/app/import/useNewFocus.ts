import { createContext, type RefObject, useContext, useEffect, useRef } from 'react'

/** Whether a part of the page has been shown; the first one leaves the focus where it is. */
export const HasShown = createContext<RefObject<boolean> | null>(null)

/** Takes the focus to a part that came in the place of the button that was pressed. */
export function useNewFocus(): RefObject<HTMLDivElement | null> {
  const part = useRef<HTMLDivElement>(null)
  const hasShown = useContext(HasShown)
  useEffect(() => {
    if (!hasShown) return
    // With the button the focus is gone.
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (hasShown.current && isLost) part.current?.focus({ preventScroll: true })
    hasShown.current = true
  }, [hasShown])
  return part
}
