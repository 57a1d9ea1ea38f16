import { useCallback, useEffect, useRef } from 'react'
import { useRevalidator } from 'react-router'

const oneMoment = 150

/** Reads what the page shows again, once for all that changes in the same moment; the scroll position stays. */
export function useReadAgain(): () => void {
  const { revalidate } = useRevalidator()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void revalidate(), oneMoment)
  }, [revalidate])
}
