import { type FocusEvent, useEffect, useRef } from 'react'

/**
 * For what holds a list whose lines leave together with the button that was pressed: the focus then goes to it instead
 * of getting lost. Used where the list is drawn: `<div {...useKeptFocus<HTMLDivElement>()}>`.
 */
export function useKeptFocus<Holder extends HTMLElement>() {
  const ref = useRef<Holder>(null)
  const focused = useRef<Element | null>(null)
  useEffect(() => {
    if (!focused.current || focused.current.isConnected) return
    focused.current = null
    // Whoever is elsewhere by now stays there.
    if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true })
  })
  return {
    ref,
    tabIndex: -1,
    onFocus: (event: FocusEvent) => {
      focused.current = event.target
    },
  }
}
