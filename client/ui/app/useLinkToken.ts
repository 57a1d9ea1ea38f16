import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'

interface Kept {
  readonly linkToken?: string
}

/**
 * A secret that a link carries behind its `#token=`. It leaves the address bar at once; this entry of the tab's
 * history keeps it, so that a reload does not lose it. Empty where the link had none.
 */
export function useLinkToken(): string {
  const { hash, pathname, search, state } = useLocation()
  const navigate = useNavigate()
  const inLink = new URLSearchParams(hash.slice(1)).get('token')
  useEffect(() => {
    if (inLink === null) return
    const kept: Kept = { linkToken: inLink }
    void navigate({ pathname, search }, { replace: true, state: kept, preventScrollReset: true })
  }, [inLink, navigate, pathname, search])
  return inLink ?? (state as Kept | null)?.linkToken ?? ''
}
