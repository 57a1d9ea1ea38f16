import { useForm } from '@mantine/form'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { MemoryView } from '../../../../shared/couple.ts'
import { longest } from '../../../../shared/couple-limits.ts'
import { useServices } from '../../../ui/services.tsx'
import { createHandedFiles } from '../handedFiles.ts'
import { localToday } from './DateField.tsx'
import { forgetDraft, keepDraft, type MemoryValues, photosOf, photosOfDraft, readDraft, valuesOf } from './draft.ts'
import { mediaItems } from './photos.ts'
import { usePhotos } from './usePhotos.ts'

const emptyValues = (): MemoryValues => ({ title: '', text: '', date: localToday(), place: '', status: 'shared' })

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The fields and photographs of the editor: begun anew, read from a memory, or found again after a reload. */
export function useMemoryForm(memory: MemoryView | null) {
  const t = useTranslations()
  const id = memory?.id ?? null
  const [start] = useState(() => {
    const draft = readDraft(id)
    const values = memory ? valuesOf(memory) : emptyValues()
    const photos = memory ? photosOf(memory) : []
    return { draft, values, photos, first: draft ? photosOfDraft(draft) : photos }
  })
  const [isKept, setKept] = useState(start.draft !== null)
  const form = useForm<MemoryValues>({
    initialValues: start.draft?.values ?? start.values,
    validate: {
      title: (title, { status }) =>
        title.trim() === '' && status !== 'draft' ? t('couple.errors.titleMissing') : null,
      date: (date) => (date === '' ? t('coupleEditor.memory.dateWrong') : null),
    },
  })
  const photos = usePhotos({ initial: start.first, most: longest.pictures })

  const handed = useServices().get(createHandedFiles)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was dropped on the page that opened the editor
  useEffect(() => {
    const files = handed.take()
    if (files.length > 0) photos.add(files)
  }, [])

  const { values } = form
  const items = mediaItems(photos.photos)
  const isDirty =
    !isSame(values, start.values) ||
    photos.photos.length !== start.photos.length ||
    !isSame(items, mediaItems(start.photos))

  const revision = start.draft?.revision ?? memory?.revision ?? null
  const isOver = useRef(false)
  useEffect(() => {
    if (isOver.current) return
    if (isDirty) keepDraft(id, { values, photos: photos.photos, revision })
    else forgetDraft(id)
  }, [id, isDirty, values, photos.photos, revision])

  return {
    form,
    photos,
    items,
    isDirty,
    revision,
    /** What was typed before a reload stands in the fields. */
    isKept,
    startAfresh: () => {
      form.setValues(start.values)
      photos.replaceAll(start.photos)
      setKept(false)
    },
    /** Saved or abandoned: nothing is kept any more. */
    end: () => {
      isOver.current = true
      forgetDraft(id)
    },
  }
}

export type MemoryForm = ReturnType<typeof useMemoryForm>
