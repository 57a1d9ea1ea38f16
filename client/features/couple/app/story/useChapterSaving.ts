import { useState } from 'react'
import { useNavigate, useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import { deletedKeptDays } from '../../../../../shared/couple-limits.ts'
import type { ChapterInput, ChapterView } from '../../../../../shared/couple-story.ts'
import { wireErrorOf } from '../../../../lib/errors.ts'
import { useAct } from '../../../../ui/app/useAct.ts'
import { useConfirm } from '../../../../ui/app/useConfirm.ts'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { useApi } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import { differences, isUntouched } from '../conflict/versions.ts'
import { isFailed, isOnItsWay } from '../photos.ts'
import { chapterInputOf, chapterVersionOf } from './chapterDraft.ts'
import type { ChapterForm } from './useChapterForm.ts'

const page = '/couple/story'

/** Saves a chapter, and never over what the other wrote. */
export function useChapterSaving(chapter: ChapterView | null, editor: ChapterForm, isLeaving: { current: boolean }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const { form, photos, read } = editor
  const [theirs, setTheirs] = useState<ChapterView | null>(null)
  const [isGone, setGone] = useState(false)
  const resolution = useAct()

  const onItsWay = photos.photos.filter((photo) => isOnItsWay(photo, photos.transfers)).length
  const failed = photos.photos.filter((photo) => isFailed(photo, photos.transfers)).length

  const leave = async (words: string, undo?: () => Promise<void>) => {
    isLeaving.current = true
    editor.end()
    await revalidate()
    toasts.show(undo ? { text: words, undo } : { text: words })
    await navigate(page, { replace: true, preventScrollReset: true })
  }

  const send = async (input: ChapterInput, over: ChapterView): Promise<void> => {
    try {
      await api.couple.editChapter.mutate({ ...input, id: over.id, revision: over.revision })
    } catch (thrown) {
      const { code, key } = wireErrorOf(thrown)
      if (key === 'coupleStory.errors.chapterGone') {
        setTheirs(null)
        return setGone(true)
      }
      if (code !== 'CONFLICT') throw thrown
      return sendOver(input, await api.couple.chapter.query({ id: over.id }))
    }
    await leave(t('coupleStoryEditor.chapter.saved'))
  }

  /** Saves where this takes back nothing that the other wrote; asks otherwise. */
  const sendOver = async (input: ChapterInput, now: ChapterView): Promise<void> => {
    if (isUntouched(differences(read && chapterVersionOf(read), input, chapterVersionOf(now)))) return send(input, now)
    setTheirs(now)
  }

  const inputNow = () => chapterInputOf(form.values, photos.photos)
  const mayGo = () => onItsWay === 0 && failed === 0 && !editor.isDateWrong

  const submission = useSubmission(form, async () => {
    if (!mayGo()) return
    if (read) return send(inputNow(), read)
    await api.couple.createChapter.mutate(inputNow())
    await leave(t('coupleStoryEditor.chapter.added'))
  })

  const revival = useSubmission(form, async () => {
    if (!chapter || !mayGo()) return
    const back = await api.couple.restoreChapter.mutate({ id: chapter.id })
    setGone(false)
    await sendOver(inputNow(), back)
  })

  const confirm = useConfirm()
  const removal = useAct()
  const remove = async ({ id, title }: ChapterView) => {
    const sure = await confirm({
      title: t('coupleStoryEditor.chapter.deleteTitle'),
      text: t('coupleStoryEditor.chapter.deleteText', { title, days: String(deletedKeptDays) }),
      confirm: t('coupleStoryEditor.chapter.deleteConfirm'),
      destructive: true,
    })
    if (!sure) return
    removal.run(async () => {
      await api.couple.deleteChapter.mutate({ id })
      await leave(t('coupleStoryEditor.chapter.deleted', { title }), async () => {
        await api.couple.restoreChapter.mutate({ id })
        await revalidate()
      })
    })
  }

  return {
    submit: submission.submit,
    busy: submission.busy || revival.busy || removal.busy,
    failure: submission.failure ?? revival.failure ?? removal.failure,
    onItsWay,
    failed,
    isGone,
    /** Brings back what was deleted meanwhile, and saves it. */
    revive: revival.submit,
    remove: chapter ? () => void remove(chapter) : null,
    /** What the other saved meanwhile. */
    theirs,
    /** What would be saved now. */
    mine: inputNow(),
    /** Saves what was made of the two versions. */
    resolve: (version: ChapterInput) => {
      if (theirs) resolution.run(() => send(version, theirs))
    },
    resolution: { busy: resolution.busy, failure: resolution.failure },
    /** Back to the fields, as they were. */
    stepBack: () => setTheirs(null),
  }
}

export type ChapterSaving = ReturnType<typeof useChapterSaving>
