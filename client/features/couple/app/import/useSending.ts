import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import {
  type ImportFile,
  isDatabasePlace,
  oldDatabaseName,
  placeInOldSite,
} from '../../../../../shared/couple-import.ts'
import type { Api } from '../../../../lib/trpc.ts'
import { Uploads } from '../../../../lib/upload.ts'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useApi } from '../../../../ui/services.tsx'
import { isCutOff } from '../photos.ts'
import { bytesOf, type ChosenSite, filesOfSite, type PlacedFile } from './chosenSite.ts'

interface Destination {
  readonly importId: string
  readonly path: string
}

/** The files of an old site on their way into an import. */
class Sending {
  readonly #destinations = new Map<File, Destination>()
  readonly uploads: Uploads<ImportFile>

  constructor(api: Api) {
    this.uploads = new Uploads({
      finish: (uploadId, file) => {
        const destination = this.#destinations.get(file)
        if (!destination) throw new Error(`Nobody said where ${file.name} goes.`)
        return api.couple.addImportFile.mutate({ ...destination, uploadId })
      },
    })
  }

  add(importId: string, files: readonly PlacedFile[]): void {
    for (const { path, file } of files) this.#destinations.set(file, { importId, path })
    this.uploads.add(files.map(({ file }) => file))
  }

  pathOf(file: File): string {
    return this.#destinations.get(file)?.path ?? file.name
  }

  pause(): void {
    for (const { id } of this.uploads.items()) this.uploads.pause(id)
  }

  resume(): void {
    for (const { id } of this.uploads.items()) this.uploads.resume(id)
  }

  dropFailed(): void {
    for (const { id, state } of this.uploads.items()) if (state === 'failed') this.uploads.cancel(id)
  }
}

const logPlace = `${oldDatabaseName}-wal`

/**
 * The import to which a site's files may be sent, and what of them it has. A log that came with another database would
 * spoil this one: such an import begins anew.
 */
async function importFor(api: Api, site: ChosenSite) {
  const view = await api.couple.beginImport.mutate()
  if (view.state !== 'open') return { view, there: [] }
  const there = await api.couple.importFiles.query({ importId: view.id })
  if (site.log || !there.some(({ path }) => path === logPlace)) return { view, there }
  await api.couple.discardImport.mutate({ importId: view.id })
  return { view: await api.couple.beginImport.mutate(), there: [] }
}

/** What has to be sent; a database of the same size may still say something else. */
function missing(site: ChosenSite, there: readonly ImportFile[]): PlacedFile[] {
  const sizes = new Map(there.map(({ path, bytes }) => [path, bytes]))
  return filesOfSite(site).filter(({ path, file }) => {
    const place = placeInOldSite(path) ?? path
    return isDatabasePlace(place) || sizes.get(place) !== file.size
  })
}

/** What had arrived before the sending began. */
const nothing = { files: 0, bytes: 0 }

/** Sends a chosen site; what has arrived once is not sent again. */
export function useSending() {
  const api = useApi()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const [sending] = useState(() => new Sending(api))
  const [before, setBefore] = useState(nothing)
  const items = useSyncExternalStore(sending.uploads.subscribe, sending.uploads.items)
  useLastingConnection(sending)

  const start = async (site: ChosenSite) => {
    const { view, there } = await importFor(api, site)
    const files = filesOfSite(site)
    const toSend = missing(site, there)
    setBefore({ files: files.length - toSend.length, bytes: bytesOf(files) - bytesOf(toSend) })
    queries.setQueryData(procedures.couple.importState.queryKey(), view)
    if (view.state === 'open') sending.add(view.id, toSend)
  }

  const failed = items.filter((item) => item.state === 'failed' && !isCutOff(item))
  const done = items.filter(({ state }) => state === 'done').length
  const sum = (of: (item: (typeof items)[number]) => number) =>
    items.reduce((all, item) => all + of(item), before.bytes)
  return {
    start,
    isUnderway: items.length > 0,
    hasArrived: items.length > 0 && done === items.length,
    isStopped: items.some(({ state }) => state === 'paused'),
    isCutOff: items.some(isCutOff),
    isMoving: items.some(({ state }) => state === 'sending' || state === 'waiting' || state === 'finishing'),
    files: { done: before.files + done, total: before.files + items.length },
    bytes: { sent: sum(({ sent }) => sent), total: sum(({ file }) => file.size) },
    failed: failed.map(({ id, file, error }) => ({ id, name: sending.pathOf(file), error })),
    pause: () => sending.pause(),
    resume: () => sending.resume(),
    dropFailed: () => sending.dropFailed(),
    clear: () => sending.uploads.cancelAll(),
  }
}

export type SiteSending = ReturnType<typeof useSending>

/** Goes on when the network is back; a page that is left stops, and what the house has stays there for the next time. */
function useLastingConnection(sending: Sending): void {
  const latest = useRef(sending)
  useEffect(() => {
    const { uploads } = latest.current
    const onOnline = () => {
      for (const item of uploads.items()) if (isCutOff(item)) uploads.resume(item.id)
    }
    addEventListener('online', onOnline)
    return () => {
      removeEventListener('online', onOnline)
      latest.current.pause()
    }
  }, [])
}
