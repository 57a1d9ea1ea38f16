import { useEffect, useRef, useState } from 'react'

const pauseOfTyping = 250

/**
 * Words that are searched for when the typing pauses; they give way where something else, such as the way back through
 * the history, asks for others.
 * @param text what is searched for now
 */
export function useTypedSearch(text: string, onSearch: (wanted: string) => void) {
  const [typed, setTyped] = useState(text)
  const [seen, setSeen] = useState(text)
  const [asked, setAsked] = useState(text)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // What changed during the pause is in the latest of these alone.
  const latest = useRef({ asked, onSearch })
  useEffect(() => {
    latest.current = { asked, onSearch }
  })
  useEffect(() => () => clearTimeout(timer.current), [])

  if (text !== seen) {
    setSeen(text)
    setAsked(text)
    if (text !== asked) setTyped(text)
  }

  /** Searches at once. */
  const ask = (words: string) => {
    setTyped(words)
    clearTimeout(timer.current)
    const wanted = words.trim()
    if (wanted === latest.current.asked) return
    setAsked(wanted)
    latest.current.onSearch(wanted)
  }
  /** Searches once nothing more is typed. */
  const type = (words: string) => {
    setTyped(words)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => ask(words), pauseOfTyping)
  }
  return { typed, ask, type }
}
