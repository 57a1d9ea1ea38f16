import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { TorrentOutcome, TorrentState, TorrentView } from '../../../../../shared/torrents.ts'
import { useErrorWords, useServices } from '../../../../ui/services.tsx'
import { createToasts } from '../../../../ui/toasts.ts'
import { type RemovalChoice, useTorrentApi } from '../torrentApi.ts'
import { useTorrentWords } from '../useTorrentWords.ts'

export type Command = 'pause' | 'resume' | 'recheck' | 'retry' | 'remove'

interface Pending {
  readonly command: Command
  /** What it was when it was told. */
  readonly state: TorrentState
}

export interface Commands {
  /** What was told and has not been seen to happen, by the torrent's id. */
  readonly pending: ReadonlyMap<number, Command>
  /** @param choice of what is removed, where it is anything but the own part with its data */
  run(command: Command, torrents: readonly TorrentView[], choice?: RemovalChoice): Promise<void>
}

const everythingOfOwn: RemovalChoice = { wholly: false, withData: true }

/** In milliseconds: what was agreed and changed nothing by then has changed nothing. */
const patience = 8000

/** Tells torrents something. Nothing is shown as done before it is: a command is under way until the list says so. */
export function useCommands(torrents: readonly TorrentView[] | null): Commands {
  const t = useTranslations()
  const api = useTorrentApi()
  const words = useTorrentWords()
  const errorWords = useErrorWords()
  const toasts = useServices().get(createToasts)
  const [pending, setPending] = useState<ReadonlyMap<number, Pending>>(new Map())
  const timers = useRef(new Set<number>())

  useEffect(() => () => timers.current.forEach(clearTimeout), [])

  const drop = useCallback((ids: readonly number[]) => {
    setPending((known) => {
      const kept = new Map(known)
      for (const id of ids) kept.delete(id)
      return kept.size === known.size ? known : kept
    })
  }, [])

  useEffect(() => {
    if (pending.size === 0 || !torrents) return
    const states = new Map(torrents.map(({ id, state }) => [id, state]))
    drop([...pending].flatMap(([id, { state }]) => (states.get(id) === state ? [] : [id])))
  }, [torrents, pending, drop])

  const refused = (command: Command, outcomes: readonly TorrentOutcome[], asked: number) => {
    const failed = outcomes.filter(({ problem }) => problem !== null)
    const [first] = failed
    if (!first?.problem) return
    const reason = words.problem(first.problem)
    const text =
      asked === 1
        ? reason
        : t(`torrentPages.buttons.${command}Failed`, { count: failed.length, name: first.name, reason })
    toasts.show({ tone: 'error', text })
    drop(failed.map(({ id }) => id))
  }

  const run: Commands['run'] = async (command, chosen, choice = everythingOfOwn) => {
    const ids = chosen.map(({ id }) => id)
    const told = chosen.map(({ id, state }) => [id, { command, state }] as const)
    setPending((known) => new Map([...known, ...told]))
    try {
      const outcomes = await (command === 'remove'
        ? api.remove.mutate({ ids, ...choice })
        : api[command].mutate({ ids }))
      refused(command, outcomes, ids.length)
      const removed = outcomes.filter(({ problem }) => problem === null)
      if (command === 'remove' && removed.length > 0) {
        toasts.show({
          text: t('torrentPages.buttons.removed', { count: removed.length, name: removed[0]?.name ?? '' }),
        })
      }
      timers.current.add(window.setTimeout(() => drop(ids), patience))
    } catch (thrown) {
      drop(ids)
      toasts.show({ tone: 'error', text: errorWords(thrown) })
    }
  }

  return { pending: new Map([...pending].map(([id, { command }]) => [id, command])), run }
}
