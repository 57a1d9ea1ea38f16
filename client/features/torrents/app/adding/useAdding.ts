import { useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { type AddedTorrent, longestTorrent } from '../../../../../shared/torrents.ts'
import { wireErrorOfAnswer } from '../../../../lib/errors.ts'
import { useErrorWords } from '../../../../ui/services.tsx'
import { isTorrentFile, magnetsIn } from '../../magnets.ts'
import { useTorrentApi } from '../torrentApi.ts'

/** Something that somebody adds, and what became of it. */
export interface Addition {
  readonly key: number
  /** Of the file, or what the magnet calls itself; the house's name once it is known. */
  readonly name: string
  readonly source: File | string
  readonly state: 'waiting' | 'sending' | 'done' | 'failed'
  readonly added: AddedTorrent | null
  /** In words. */
  readonly failure: string | null
}

export interface AddingState {
  readonly additions: readonly Addition[]
  readonly isOpen: boolean
  open(): void
  close(): void
  /** Takes the magnets of a text; says how many it found. */
  addText(text: string): number
  addFiles(files: readonly File[]): void
  retry(addition: Addition): void
  /** Forgets what is finished. */
  clear(): void
}

const nameOf = (magnet: string): string => new URLSearchParams(magnet.split('?')[1] ?? '').get('dn') ?? magnet

async function sendFile(file: File): Promise<AddedTorrent> {
  const answer = await fetch('/api/torrents', {
    method: 'POST',
    headers: { 'content-type': 'application/x-bittorrent', 'x-foyer': '1' },
    body: file,
  }).catch((cause: unknown) => {
    throw Object.assign(new Error('unanswered', { cause }), { code: 'UNAVAILABLE' })
  })
  if (!answer.ok) throw wireErrorOfAnswer(answer.status, await answer.text())
  return (await answer.json()) as AddedTorrent
}

/** Adds magnets and files one after the other, and keeps in words what became of each. */
export function useAdding(): AddingState {
  const t = useTranslations()
  const api = useTorrentApi()
  const errorWords = useErrorWords()
  const { hash } = useLocation()
  const navigate = useNavigate()
  const [isOpened, setOpen] = useState(false)
  // ⌘K leads here from anywhere.
  const isOpen = isOpened || hash === '#add'
  const [additions, setAdditions] = useState<readonly Addition[]>([])
  const last = useRef(0)
  const queue = useRef<Addition[]>([])
  const isRunning = useRef(false)

  const put = (key: number, change: Partial<Addition>) =>
    setAdditions((known) => known.map((one) => (one.key === key ? { ...one, ...change } : one)))

  const refusalOf = (source: Addition['source']): string | null => {
    if (typeof source === 'string') return null
    if (!isTorrentFile(source)) return t('torrentPages.adding.notTorrent')
    return source.size > longestTorrent.file ? t('torrentPages.adding.tooLarge') : null
  }

  const send = async ({ key, source }: Addition) => {
    const refusal = refusalOf(source)
    if (refusal) return put(key, { state: 'failed', failure: refusal })
    put(key, { state: 'sending', failure: null })
    try {
      const added = typeof source === 'string' ? await api.addMagnet.mutate({ magnet: source }) : await sendFile(source)
      put(key, { state: 'done', added, name: added.name })
    } catch (thrown) {
      put(key, { state: 'failed', failure: errorWords(thrown) })
    }
  }

  const run = async () => {
    if (isRunning.current) return
    isRunning.current = true
    for (let next = queue.current.shift(); next; next = queue.current.shift()) await send(next)
    isRunning.current = false
  }

  const add = (sources: readonly Addition['source'][]) => {
    const fresh = sources.slice(0, longestTorrent.filesAtOnce).map((source): Addition => {
      last.current += 1
      const name = typeof source === 'string' ? nameOf(source) : source.name
      return { key: last.current, name, source, state: 'waiting', added: null, failure: null }
    })
    const left = sources.slice(longestTorrent.filesAtOnce).map((source): Addition => {
      last.current += 1
      const name = typeof source === 'string' ? nameOf(source) : source.name
      const failure = t('torrentPages.adding.tooMany', { count: longestTorrent.filesAtOnce })
      return { key: last.current, name, source, state: 'failed', added: null, failure }
    })
    setAdditions((known) => [...known, ...fresh, ...left])
    queue.current.push(...fresh)
    void run()
  }

  return {
    additions,
    isOpen,
    open: () => setOpen(true),
    close: () => {
      setOpen(false)
      // What was added stands in the list; what was not is still to be read.
      setAdditions((known) => known.filter(({ state }) => state !== 'done'))
      if (hash === '#add') void navigate({ hash: '' }, { replace: true, preventScrollReset: true })
    },
    addText: (text) => {
      const magnets = magnetsIn(text)
      add(magnets)
      return magnets.length
    },
    addFiles: add,
    retry: (addition) => {
      queue.current.push(addition)
      void run()
    },
    clear: () => setAdditions((known) => known.filter(({ state }) => state === 'waiting' || state === 'sending')),
  }
}
