import { useEffect } from 'react'
import { useLocation } from 'react-router'

/** Brings the part that the address names by its `#id` into view, once it is drawn. */
export function useHashTarget(drawn: boolean): void {
  const { hash, key } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same link followed again leads there again
  useEffect(() => {
    if (drawn && hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView()
  }, [drawn, hash, key])
}
