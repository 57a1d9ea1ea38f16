import { useForm } from '@mantine/form'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { longest } from '../../../../../shared/couple-limits.ts'
import type { ChapterView } from '../../../../../shared/couple-story.ts'
import { forgetDraft, keepDraft, readDraft } from '../../../../lib/drafts.ts'
import { isSame } from '../../../../lib/isSame.ts'
import { useMe } from '../../../../ui/services.tsx'
import { keptPhoto, photoOfDraft } from '../draft.ts'
import { mediaItems } from '../photos.ts'
import { usePhotos } from '../usePhotos.ts'
import {
  type ChapterDraft,
  type ChapterValues,
  chapterDraftName,
  chapterPhotos,
  chapterValuesOf,
} from './chapterDraft.ts'

/** The fields and photographs of the editor: begun anew, read from a chapter, or found again after a reload. */
export function useChapterForm(chapter: ChapterView | null) {
  const t = useTranslations()
  const account = useMe().account?.id ?? 0
  const name = chapterDraftName(chapter?.id ?? null)
  const [draft] = useState(() => readDraft<ChapterDraft>(account, name))
  const [read, setRead] = useState(draft ? draft.read : chapter)
  const [isKept, setKept] = useState(draft !== null)
  // A date that is typed wrongly is empty, as one is that was taken away.
  const [isDateWrong, setDateWrong] = useState(false)
  const form = useForm<ChapterValues>({
    initialValues: draft?.values ?? chapterValuesOf(chapter),
    validate: { title: (title) => (title.trim() === '' ? t('coupleStory.errors.titleMissing') : null) },
  })
  const photos = usePhotos({
    initial: draft ? draft.photos.map(photoOfDraft) : chapterPhotos(chapter),
    most: longest.pictures,
  })

  const { values } = form
  const isDirty =
    !isSame(values, chapterValuesOf(read)) ||
    photos.photos.length !== chapterPhotos(read).length ||
    !isSame(mediaItems(photos.photos), mediaItems(chapterPhotos(read)))

  const isOver = useRef(false)
  useEffect(() => {
    if (isOver.current) return
    const kept: ChapterDraft = { values, photos: photos.photos.map(keptPhoto), read }
    if (isDirty) keepDraft(account, name, kept)
    else forgetDraft(account, name)
  }, [account, name, isDirty, values, photos.photos, read])

  return {
    form,
    photos,
    isDirty,
    isDateWrong,
    setDateWrong,
    /** The chapter as it was when the editor opened. */
    read,
    /** What was typed before a reload stands in the fields. */
    isKept,
    startAfresh: () => {
      form.setValues(chapterValuesOf(chapter))
      photos.replaceAll(chapterPhotos(chapter))
      setRead(chapter)
      setKept(false)
    },
    /** Saved or abandoned: nothing is kept any more. */
    end: () => {
      isOver.current = true
      forgetDraft(account, name)
      photos.forgetFiles()
    },
  }
}

export type ChapterForm = ReturnType<typeof useChapterForm>
