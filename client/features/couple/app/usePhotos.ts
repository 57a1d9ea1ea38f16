import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { mediaMe } from '../../../../shared/media-me.ts'
import { dropFile, dropOldFiles, keepFile, keptFile } from '../../../lib/keptFiles.ts'
import { Uploads } from '../../../lib/upload.ts'
import { useApi, useMe } from '../../../ui/services.tsx'
import {
  fallbackOf,
  isCutOff,
  isFinalRefusal,
  type KnownPicture,
  moved,
  type Photo,
  type Refusal,
  refusalOf,
  type Transfers,
  withdrawn,
} from './photos.ts'

export interface Photos {
  readonly photos: readonly Photo[]
  readonly transfers: Transfers
  readonly refusals: readonly Refusal[]
  /** How many came back from this device after a reload and go on being sent. */
  readonly resumed: number
  readonly add: (files: Iterable<File>) => void
  /** Puts a file in the place of all that is there; one that is refused leaves everything as it was. */
  readonly replaceWith: (file: File) => void
  readonly remove: (key: string) => void
  /** Takes one off the list; what it replaced comes back. */
  readonly withdraw: (key: string) => void
  readonly move: (key: string, place: number) => void
  readonly describe: (key: string, alt: string) => void
  readonly pause: (key: string) => void
  readonly resume: (key: string) => void
  readonly dismiss: (key: string) => void
  readonly replaceAll: (photos: readonly Photo[]) => void
  /** Drops the files that this device keeps of them. */
  readonly forgetFiles: () => void
}

interface PhotosOptions {
  /** What was there when the editor opened; what this device kept is fetched and sent on. */
  readonly initial: readonly Photo[]
  readonly most: number
}

/** The photographs of an editor: some in the house, some on their way, in an order that the person gives them. */
export function usePhotos({ initial, most }: PhotosOptions): Photos {
  const api = useApi()
  const limits = { most, largest: mediaMe.of(useMe()).largestPicture }
  const [listed, setListed] = useState(initial)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const [uploads] = useState(
    () =>
      new Uploads<KnownPicture>({
        finish: (uploadId, { name }) => api.media.finish.mutate({ uploadId, name }),
      }),
  )
  const items = useSyncExternalStore(uploads.subscribe, uploads.items)
  const transfers: Transfers = useMemo(() => new Map(items.map((item) => [item.id, item])), [items])
  const photos = useMemo(
    () => listed.map((photo) => ({ ...photo, picture: photo.picture ?? transfers.get(photo.key)?.result ?? null })),
    [listed, transfers],
  )

  const refuse = useCallback((refusal: Refusal) => setRefusals((known) => [...known, refusal]), [])

  const change = (key: string, content: Partial<Photo>) =>
    setListed((known) => known.map((photo) => (photo.key === key ? { ...photo, ...content } : photo)))

  const add = (files: Iterable<File>) => {
    const added: Photo[] = []
    const refused: Refusal[] = []
    for (const file of files) {
      const reason = refusalOf(file, [...listed, ...added], limits)
      if (reason) refused.push({ key: crypto.randomUUID(), name: file.name, reason })
      else added.push(startPhoto(uploads, file))
    }
    setListed((known) => [...known, ...added])
    // Files that came in end the matter of those that were refused before.
    setRefusals((known) => (added.length > 0 ? refused : [...known, ...refused]))
  }

  const replaceWith = (file: File) => {
    const reason = refusalOf(file, [], limits)
    if (reason) return refuse({ key: crypto.randomUUID(), name: file.name, reason })
    for (const { key } of listed) end(key)
    setListed([{ ...startPhoto(uploads, file), replaces: fallbackOf(photos) }])
    setRefusals([])
  }

  const end = (key: string) => {
    const photo = listed.find((one) => one.key === key)
    uploads.cancel(key)
    if (photo) letGo(photo)
  }
  const remove = (key: string) => {
    end(key)
    setListed((known) => known.filter((one) => one.key !== key))
  }
  const withdraw = (key: string) => {
    end(key)
    setListed((known) => withdrawn(known, key))
  }

  useRefused({ transfers, listed, refuse, withdraw })
  useArrived(photos)
  const resumed = useSentOn(initial, uploads, setListed)
  useReconnected(uploads)
  useLeft(uploads, photos)

  return {
    photos,
    transfers,
    refusals,
    resumed,
    add,
    replaceWith,
    remove,
    withdraw,
    move: (key, place) => setListed((known) => moved(known, key, place)),
    describe: (key, alt) => change(key, { alt }),
    pause: (key) => uploads.pause(key),
    resume: (key) => uploads.resume(key),
    dismiss: (key) => setRefusals((known) => known.filter((refusal) => refusal.key !== key)),
    replaceAll: (wanted) => {
      uploads.cancelAll()
      for (const photo of listed) letGo(photo)
      setListed(wanted)
      setRefusals([])
    },
    forgetFiles: () => {
      for (const { keptAs } of listed) if (keptAs) void dropFile(keptAs)
    },
  }
}

function startPhoto(uploads: Uploads<KnownPicture>, file: File, keptAs: string | null = null): Photo {
  const [key = ''] = uploads.add([file])
  const kept = keptAs ?? key
  if (keptAs === null) void keepFile(kept, file)
  return { key, name: file.name, alt: '', picture: null, file, preview: URL.createObjectURL(file), keptAs: kept }
}

function letGo({ preview, keptAs }: Photo): void {
  if (preview) URL.revokeObjectURL(preview)
  if (keptAs) void dropFile(keptAs)
}

/** What the house will not take, however often it is sent, leaves the list to what it replaced, and says why. */
function useRefused(of: {
  transfers: Transfers
  listed: readonly Photo[]
  refuse: (refusal: Refusal) => void
  withdraw: (key: string) => void
}): void {
  useEffect(() => {
    for (const { key, name } of of.listed) {
      const transfer = of.transfers.get(key)
      if (transfer?.state !== 'failed' || !transfer.error || !isFinalRefusal(transfer.error)) continue
      of.refuse({ key, name, reason: { kind: 'server', error: transfer.error } })
      of.withdraw(key)
    }
  })
}

/** A file that has arrived need not be kept here any longer. */
function useArrived(photos: readonly Photo[]): void {
  const dropped = useRef(new Set<string>())
  useEffect(() => {
    for (const { picture, keptAs } of photos) {
      if (!picture || !keptAs || dropped.current.has(keptAs)) continue
      dropped.current.add(keptAs)
      void dropFile(keptAs)
    }
  }, [photos])
}

/** Fetches the files that this device kept over a reload, and sends them on from where they stopped. */
function useSentOn(
  initial: readonly Photo[],
  uploads: Uploads<KnownPicture>,
  setListed: (change: (known: readonly Photo[]) => readonly Photo[]) => void,
): number {
  const [resumed, setResumed] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was there when the editor opened
  useEffect(() => {
    const sendOn = async ({ key, keptAs, alt, replaces }: Photo, keptFor: string) => {
      const file = await keptFile(keptFor)
      const photo = file && { ...startPhoto(uploads, file, keptAs), alt, replaces }
      if (photo) setResumed((count) => count + 1)
      setListed((known) => (photo ? known.map((one) => (one.key === key ? photo : one)) : withdrawn(known, key)))
    }
    for (const photo of initial) {
      if (!photo.picture && photo.keptAs) void sendOn(photo, photo.keptAs)
    }
    void dropOldFiles()
  }, [])
  return resumed
}

/** What a cut of the network stopped goes on when it is back. */
function useReconnected(uploads: Uploads<KnownPicture>): void {
  useEffect(() => {
    const onOnline = () => {
      for (const item of uploads.items()) if (isCutOff(item)) uploads.resume(item.id)
    }
    addEventListener('online', onOnline)
    return () => removeEventListener('online', onOnline)
  }, [uploads])
}

/** An editor that is closed sends nothing on. */
function useLeft(uploads: Uploads<KnownPicture>, photos: readonly Photo[]): void {
  const latest = useRef(photos)
  latest.current = photos
  useEffect(
    () => () => {
      uploads.cancelAll()
      for (const { preview } of latest.current) if (preview) URL.revokeObjectURL(preview)
    },
    [uploads],
  )
}
