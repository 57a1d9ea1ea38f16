import { useState } from 'react'
import { forgetDrafts } from '../lib/drafts.ts'
import { dropAllFiles } from '../lib/keptFiles.ts'
import { forgetKeptPages } from '../lib/offline.ts'
import { useApi, useErrorWords, useServices } from './services.tsx'
import { useToasts } from './Toast.tsx'

/** The way out: it ends the session, and leaves nothing of it in the browser. */
export function useSignOut() {
  const api = useApi()
  const { live } = useServices()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const [busy, setBusy] = useState(false)

  const leave = async () => {
    setBusy(true)
    // Who ends the own session needs not be told of it. Without a socket there is nothing to hear.
    const socket = await live?.open().catch(() => null)
    socket?.pause()
    try {
      await api.accounts.signOut.mutate()
      // Whoever sits down here next finds nothing that was half written.
      forgetDrafts()
      await Promise.all([dropAllFiles(), forgetKeptPages()])
      location.assign('/')
    } catch (thrown) {
      setBusy(false)
      socket?.resume()
      toasts.show({ text: errorWords(thrown), tone: 'error' })
    }
  }
  return { leave: () => void leave(), busy }
}
