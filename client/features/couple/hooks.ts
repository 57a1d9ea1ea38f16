import { useEffect, useState } from 'react'
import { type Start, type Together, together } from '../../../shared/counter.ts'
import { ensureTemporal } from './temporal.ts'
import { useReadAgain } from './useReadAgain.ts'

const minute = 60_000
const hour = 60 * minute

/** Reads the page again when somebody comes back to it an hour after it was read: another day may have begun. */
export function useAnotherDay(readAt: string): void {
  const readAgain = useReadAgain()
  useEffect(() => {
    const onVisible = () => {
      if (document.visibilityState === 'visible' && Date.now() - Date.parse(readAt) > hour) readAgain()
    }
    document.addEventListener('visibilitychange', onVisible)
    return () => document.removeEventListener('visibilitychange', onVisible)
  }, [readAt, readAgain])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, whatever the second reading says
  useEffect(() => {
    // Pages of visitors are kept until something changes: the first look may come a day after the drawing.
    if (Date.now() - Date.parse(readAt) > hour) readAgain()
  }, [])
}

/** The time together, counted on by the browser's clock from what the server drew. */
export function useTogether(start: Start, drawn: Together): Together {
  const [now, setNow] = useState(drawn)
  const { date, time, zone } = start
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let over = false
    const count = () => {
      if (over) return
      clearTimeout(timer)
      setNow(together({ date, time: time ?? null, zone }, Date.now()))
      timer = setTimeout(count, minute - (Date.now() % minute))
    }
    const onVisible = () => document.visibilityState === 'visible' && count()
    void ensureTemporal().then(count)
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      over = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisible)
    }
  }, [date, time, zone])
  return now
}
