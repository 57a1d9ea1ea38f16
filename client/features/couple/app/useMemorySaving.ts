import { useEffect, useState } from 'react'
import { useNavigate, useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import type { MemoryInput, MemoryView } from '../../../../shared/couple.ts'
import { wireErrorOf } from '../../../lib/errors.ts'
import { useAct } from '../../../ui/app/useAct.ts'
import { useSubmission } from '../../../ui/app/useSubmission.ts'
import { useApi } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import { differences, isUntouched } from './conflict/versions.ts'
import { type MemoryValues, versionOf } from './draft.ts'
import { isFailed, isOnItsWay } from './photos.ts'
import type { MemoryForm } from './useMemoryForm.ts'

/** What stands in the way of saving: somebody changed the memory, or deleted it. */
export type Obstacle = { readonly kind: 'changed'; readonly theirs: MemoryView } | { readonly kind: 'gone' }

/** What is said of a memory that was saved: only what is shared was added for both. */
const toastOf = ({ status }: MemoryView, isNew: boolean) => {
  if (status === 'draft') return 'draftSaved'
  return isNew && status === 'shared' ? 'added' : 'saved'
}

/** What was asked for; null where it does not exist, or not for this person. */
const orNull = (answer: Promise<MemoryView>): Promise<MemoryView | null> =>
  answer.catch((thrown: unknown) => {
    if (wireErrorOf(thrown).code === 'NOT_FOUND') return null
    throw thrown
  })

/** Saves a memory once its photographs have arrived, and never over what somebody else wrote. */
export function useMemorySaving(memory: MemoryView | null, editor: MemoryForm, isLeaving: { current: boolean }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const { form, photos, items, read } = editor
  const [obstacle, setObstacle] = useState<Obstacle | null>(null)
  const [isWaiting, setWaiting] = useState(false)
  const resolution = useAct()

  const onItsWay = photos.photos.filter((photo) => isOnItsWay(photo, photos.transfers)).length
  const failed = photos.photos.filter((photo) => isFailed(photo, photos.transfers)).length

  const leave = async (saved: MemoryView) => {
    isLeaving.current = true
    editor.end()
    toasts.show({ text: t(`coupleEditor.memory.${toastOf(saved, memory === null)}`) })
    if (saved.id === memory?.id) await revalidate()
    await navigate(`/couple/memories/${saved.id}`, { replace: true, preventScrollReset: saved.id === memory?.id })
  }

  const create = async (input: MemoryInput) => leave(await api.couple.createMemory.mutate(input))

  /** Writes what was deleted for good anew, without its photographs where they are gone with it. */
  const createAgain = async (input: MemoryInput): Promise<void> => {
    try {
      await create(input)
    } catch (thrown) {
      const gone = new Set(read.base?.pictures.map(({ mediaId }) => mediaId))
      const pictures = input.pictures.filter(({ mediaId }) => !gone.has(mediaId))
      const count = input.pictures.length - pictures.length
      if (wireErrorOf(thrown).key !== 'media.errors.unknown' || count === 0) throw thrown
      await create({ ...input, pictures })
      toasts.show({ text: t('coupleEditor.memory.goneWithout', { count }) })
    }
  }

  const send = async (input: MemoryInput, over: number, id: number): Promise<void> => {
    try {
      await leave(await api.couple.editMemory.mutate({ ...input, id, revision: over }))
    } catch (thrown) {
      const { code } = wireErrorOf(thrown)
      if (code !== 'CONFLICT' && code !== 'NOT_FOUND') throw thrown
      const theirs = await memoryNow(id)
      if (!theirs) return setObstacle({ kind: 'gone' })
      // A photograph that is not there any more is refused with the same code as a memory.
      if (code === 'NOT_FOUND') throw thrown
      await sendOver(input, theirs)
    }
  }

  /** Saves where this takes back nothing that the other wrote; asks otherwise. */
  const sendOver = async (input: MemoryInput, theirs: MemoryView): Promise<void> => {
    if (isUntouched(differences(read.base, input, versionOf(theirs)))) return send(input, theirs.revision, theirs.id)
    setObstacle({ kind: 'changed', theirs })
  }

  /** The memory as it is now; null where it was deleted or is not shared any more. */
  const memoryNow = (id: number) => orNull(api.couple.memory.query({ id }))

  const inputOf = (values: MemoryValues): MemoryInput => ({ ...values, pictures: items })

  const submission = useSubmission(form, async (values) => {
    if (failed > 0) return
    if (onItsWay > 0) return setWaiting(true)
    await (memory && read.revision !== null ? send(inputOf(values), read.revision, memory.id) : create(inputOf(values)))
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: goes on when the last photograph is there
  useEffect(() => {
    if (!isWaiting || onItsWay > 0) return
    setWaiting(false)
    if (failed === 0) submission.submit()
  }, [isWaiting, onItsWay, failed])

  const revival = useSubmission(form, async (values) => {
    if (!memory || failed > 0 || onItsWay > 0) return
    const restored = await orNull(api.couple.restoreMemory.mutate({ id: memory.id }))
    setObstacle(null)
    await (restored ? sendOver(inputOf(values), restored) : createAgain(inputOf(values)))
  })

  return {
    submit: submission.submit,
    busy: submission.busy || revival.busy || isWaiting,
    failure: submission.failure ?? revival.failure,
    obstacle,
    /** What would be saved now. */
    mine: inputOf(form.values),
    /** Saves what was made of the two versions. */
    resolve: (version: MemoryInput) => {
      if (obstacle?.kind !== 'changed') return
      const { id, revision } = obstacle.theirs
      resolution.run(() => send(version, revision, id))
    },
    resolution: { busy: resolution.busy, failure: resolution.failure },
    /** Back to the fields, as they were. */
    stepBack: () => setObstacle(null),
    /** Brings back what was deleted meanwhile and saves it; as a new memory where it cannot come back. */
    revive: revival.submit,
    onItsWay,
    failed,
    isWaiting,
    stopWaiting: () => setWaiting(false),
  }
}

export type MemorySaving = ReturnType<typeof useMemorySaving>
