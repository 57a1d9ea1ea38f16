import { useEffect, useState } from 'react'
import { useNavigate, useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import type { MemoryView } from '../../../../shared/couple.ts'
import { wireErrorOf } from '../../../lib/errors.ts'
import { useSubmission } from '../../../ui/app/useSubmission.ts'
import { useApi } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import type { MemoryValues } from './draft.ts'
import { isFailed, isOnItsWay } from './photos.ts'
import type { MemoryForm } from './useMemoryForm.ts'

/** What stands in the way of saving: somebody changed the memory, or deleted it. */
export type Obstacle = { readonly kind: 'changed'; readonly theirs: MemoryView } | { readonly kind: 'gone' }

/** What is said of a memory that was saved: only what is shared was added for both. */
const toastOf = ({ status }: MemoryView, isNew: boolean) => {
  if (status === 'draft') return 'draftSaved'
  return isNew && status === 'shared' ? 'added' : 'saved'
}

/** Saves a memory once its photographs have arrived, and never over what somebody else wrote. */
export function useMemorySaving(memory: MemoryView | null, editor: MemoryForm, isLeaving: { current: boolean }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const { form, photos, items, revision } = editor
  const [obstacle, setObstacle] = useState<Obstacle | null>(null)
  const [isWaiting, setWaiting] = useState(false)

  const onItsWay = photos.photos.filter((photo) => isOnItsWay(photo, photos.transfers)).length
  const failed = photos.photos.filter((photo) => isFailed(photo, photos.transfers)).length

  const leave = async (saved: MemoryView) => {
    isLeaving.current = true
    editor.end()
    toasts.show({ text: t(`coupleEditor.memory.${toastOf(saved, memory === null)}`) })
    if (saved.id === memory?.id) await revalidate()
    await navigate(`/couple/memories/${saved.id}`, { replace: true, preventScrollReset: saved.id === memory?.id })
  }

  const send = async (values: MemoryValues, over: number | null, id: number | null) => {
    const input = { ...values, pictures: items }
    if (id === null || over === null) return leave(await api.couple.createMemory.mutate(input))
    try {
      await leave(await api.couple.editMemory.mutate({ ...input, id, revision: over }))
    } catch (thrown) {
      const { code } = wireErrorOf(thrown)
      if (code === 'CONFLICT') return setObstacle({ kind: 'changed', theirs: await api.couple.memory.query({ id }) })
      if (code !== 'NOT_FOUND' || !(await isGone(id))) throw thrown
      setObstacle({ kind: 'gone' })
    }
  }

  /** A photograph that is not there any more is refused with the same word as a memory. */
  const isGone = (id: number) =>
    api.couple.memory.query({ id }).then(
      () => false,
      (thrown) => wireErrorOf(thrown).code === 'NOT_FOUND',
    )

  const submission = useSubmission(form, async (values) => {
    if (failed > 0) return
    if (onItsWay > 0) return setWaiting(true)
    await send(values, revision, memory?.id ?? null)
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: goes on when the last photograph is there
  useEffect(() => {
    if (!isWaiting || onItsWay > 0) return
    setWaiting(false)
    if (failed === 0) submission.submit()
  }, [isWaiting, onItsWay, failed])

  const resend = useSubmission(form, async (values) => {
    if (!obstacle) return
    setObstacle(null)
    await (obstacle.kind === 'gone'
      ? send(values, null, null)
      : send(values, obstacle.theirs.revision, obstacle.theirs.id))
  })

  return {
    submit: submission.submit,
    busy: submission.busy || resend.busy || isWaiting,
    failure: submission.failure ?? resend.failure,
    obstacle,
    /** Saves in spite of the obstacle: over what the other wrote, or as a new memory. */
    insist: resend.submit,
    onItsWay,
    failed,
    isWaiting,
    stopWaiting: () => setWaiting(false),
  }
}

export type MemorySaving = ReturnType<typeof useMemorySaving>
