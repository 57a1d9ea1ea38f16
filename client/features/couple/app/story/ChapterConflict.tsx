import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { longest } from '../../../../../shared/couple-limits.ts'
import type { ChapterInput, ChapterView } from '../../../../../shared/couple-story.ts'
import { useFormats } from '../../../../ui/services.tsx'
import { type ConflictField, ConflictStep } from '../conflict/ConflictStep.tsx'
import { DifferingText, Nothing } from '../conflict/Differing.tsx'
import { Thumbnails } from '../conflict/Thumbnails.tsx'
import { differences, joinedPictures, joinedTexts, merged } from '../conflict/versions.ts'
import type { Photo } from '../photos.ts'
import { chapterPhotos, chapterVersionOf } from './chapterDraft.ts'

interface ChapterConflictProps {
  /** What was there when the editor opened. */
  readonly base: ChapterView | null
  readonly mine: ChapterInput
  readonly photos: readonly Photo[]
  readonly theirs: ChapterView
  readonly busy: boolean
  readonly failure: string | null
  readonly onSave: (version: ChapterInput) => void
  readonly onBack: () => void
}

/** Both partners changed the same chapter: one version is made of the two. */
export function ChapterConflict({ base, mine, photos, theirs, ...rest }: ChapterConflictProps) {
  const t = useTranslations()
  const formats = useFormats()
  const version = chapterVersionOf(theirs)
  const text = joinedTexts(mine.text, version.text, longest.text)
  const pictures = joinedPictures(mine.pictures, version.pictures, longest.pictures)
  const both = { ...(text !== null && { text }), ...(pictures !== null && { pictures }) }
  const show = (
    field: keyof ChapterInput,
    from: ChapterInput,
    other: ChapterInput,
    shown: readonly Photo[],
  ): ReactNode => {
    if (field === 'pictures') return <Thumbnails photos={shown} described />
    if (field === 'date') return from.date ? formats.date(from.date) : <Nothing />
    return <DifferingText text={from[field]} other={other[field]} />
  }
  const fields = differences(base && chapterVersionOf(base), mine, version).map(
    ({ field, changedBy }): ConflictField => ({
      ...{ name: field, changedBy },
      label: field === 'pictures' ? t('coupleEditor.memory.photos.title') : t(`coupleStoryEditor.chapter.${field}`),
      mine: show(field, mine, version, photos),
      theirs: show(field, version, mine, chapterPhotos(theirs)),
      ...(text !== null && field === 'text' && { both: t('coupleEditor.conflict.bothTexts') }),
      ...(pictures !== null && field === 'pictures' && { both: t('coupleEditor.conflict.bothPictures') }),
    }),
  )
  return (
    <ConflictStep
      {...rest}
      title={
        theirs.changedBy === null
          ? t('coupleStoryEditor.chapter.conflict')
          : t('coupleStoryEditor.chapter.conflictBy', { name: theirs.changedBy })
      }
      by={theirs.changedBy}
      fields={fields}
      onSave={(choices) => rest.onSave(merged(mine, version, choices, both))}
    />
  )
}
