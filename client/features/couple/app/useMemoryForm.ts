import { useForm } from '@mantine/form'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { MemoryView } from '../../../../shared/couple.ts'
import { longest } from '../../../../shared/couple-limits.ts'
import { forgetDraft, keepDraft, readDraft } from '../../../lib/drafts.ts'
import { isSame } from '../../../lib/isSame.ts'
import { useMe, useServices } from '../../../ui/services.tsx'
import { createHandedFiles } from '../handedFiles.ts'
import { localToday } from './DateField.tsx'
import {
  type Draft,
  draftName,
  keptPhoto,
  type MemoryValues,
  photoOfDraft,
  photosOf,
  valuesOf,
  versionOf,
} from './draft.ts'
import { mediaItems } from './photos.ts'
import { usePhotos } from './usePhotos.ts'

const emptyValues = (): MemoryValues => ({ title: '', text: '', date: localToday(), place: '', status: 'shared' })

/** What the editor opens with: the memory as it is now, or what this tab kept of an earlier editor. */
function startOf(memory: MemoryView | null, draft: Draft | null) {
  const values = memory ? valuesOf(memory) : emptyValues()
  const photos = memory ? photosOf(memory) : []
  const fresh = { revision: memory?.revision ?? null, base: memory && versionOf(memory) }
  return {
    ...{ draft, values, photos, fresh },
    first: draft ? draft.photos.map(photoOfDraft) : photos,
    read: draft ? { revision: draft.revision, base: draft.base } : fresh,
  }
}

/** The fields and photographs of the editor: begun anew, read from a memory, or found again after a reload. */
export function useMemoryForm(memory: MemoryView | null) {
  const t = useTranslations()
  const account = useMe().account?.id ?? 0
  const name = draftName(memory?.id ?? null)
  const [start] = useState(() => startOf(memory, readDraft<Draft>(account, name)))
  const [read, setRead] = useState(start.read)
  const [isKept, setKept] = useState(start.draft !== null)
  const form = useForm<MemoryValues>({
    initialValues: start.draft?.values ?? start.values,
    validate: {
      title: (title, { status }) =>
        title.trim() === '' && status !== 'draft' ? t('coupleEditor.errors.titleMissing') : null,
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

  const isOver = useRef(false)
  useEffect(() => {
    if (isOver.current) return
    const draft: Draft = { values, photos: photos.photos.map(keptPhoto), ...read }
    if (isDirty) keepDraft(account, name, draft)
    else forgetDraft(account, name)
  }, [account, name, isDirty, values, photos.photos, read])

  return {
    form,
    photos,
    items,
    isDirty,
    /** The revision that was read, and the memory as it was then. */
    read,
    /** What was typed before a reload stands in the fields. */
    isKept,
    startAfresh: () => {
      form.setValues(start.values)
      photos.replaceAll(start.photos)
      setRead(start.fresh)
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

export type MemoryForm = ReturnType<typeof useMemoryForm>
