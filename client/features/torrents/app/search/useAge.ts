import { useState } from 'react'
import { useFormats } from '../../../../ui/services.tsx'

/** Says how old something is since the page was opened: a list of ages must not change while it is read. */
export function useAge(): (iso: string) => string {
  const formats = useFormats()
  const [now] = useState(Date.now)
  return (iso) => formats.relative(iso, now)
}
