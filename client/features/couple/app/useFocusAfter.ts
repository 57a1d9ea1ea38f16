import { useEffect } from 'react'

/** Once an editor has left, gives the focus to the link that leads to it, or to the page where there is none any more. */
export function useFocusAfter(): void {
  useEffect(() => {
    const { pathname } = location
    return () => {
      setTimeout(() => {
        if (document.activeElement !== document.body) return
        const page = document.getElementById('content')
        const link = page?.querySelector<HTMLElement>(`a[href^="${CSS.escape(pathname)}"]`)
        ;(link ?? page)?.focus({ preventScroll: true })
      })
    }
  }, [])
}
