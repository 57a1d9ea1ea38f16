import { useState } from 'react'
import { useErrorWords } from '../services.tsx'
import { leaving } from './useSubmission.ts'

/** Runs what a button starts, one at a time; its refusal is `failure`, in words. */
export function useAct() {
  const errorWords = useErrorWords()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const run = async (act: () => Promise<unknown>): Promise<void> => {
    if (busy) return
    setBusy(true)
    setFailure(null)
    try {
      if ((await act()) === leaving) return
    } catch (thrown) {
      setFailure(errorWords(thrown))
    }
    setBusy(false)
  }
  return { run: (act: () => Promise<unknown>) => void run(act), busy, failure }
}
