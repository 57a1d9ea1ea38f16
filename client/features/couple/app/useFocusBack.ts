import { type RefObject, useEffect } from 'react'

/** Gives the fields of an editor the focus again when they come back after a question. */
export function useFocusBack(form: RefObject<HTMLElement | null>, isBack: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: when they come, and then no more
  useEffect(() => {
    if (isBack) form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [])
}
