import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { MemoryInput, MemoryView } from '../../../../../shared/couple.ts'
import { longest } from '../../../../../shared/couple-limits.ts'
import { useFormats } from '../../../../ui/services.tsx'
import { photosOf, versionOf } from '../draft.ts'
import type { Photo } from '../photos.ts'
import { type ConflictField, ConflictStep } from './ConflictStep.tsx'
import { DifferingText, Nothing } from './Differing.tsx'
import { Thumbnails } from './Thumbnails.tsx'
import { differences, joinedPictures, joinedTexts, merged } from './versions.ts'

interface MemoryConflictProps {
  /** What was there when the editor opened; null where that is not known any more. */
  readonly base: MemoryInput | null
  readonly mine: MemoryInput
  readonly photos: readonly Photo[]
  readonly theirs: MemoryView
  readonly busy: boolean
  readonly failure: string | null
  readonly onSave: (version: MemoryInput) => void
  readonly onBack: () => void
}

type Field = keyof MemoryInput

/** Both partners changed the same memory: one version is made of the two. */
export function MemoryConflict({ base, mine, photos, theirs, ...rest }: MemoryConflictProps) {
  const t = useTranslations()
  const formats = useFormats()
  const version = versionOf(theirs)
  const text = joinedTexts(mine.text, version.text, longest.text)
  const pictures = joinedPictures(mine.pictures, version.pictures, longest.pictures)
  const both = { ...(text !== null && { text }), ...(pictures !== null && { pictures }) }
  const samePictures = joinedKeys(mine.pictures) === joinedKeys(version.pictures)
  const show = (field: Field, from: MemoryInput, other: MemoryInput, shown: readonly Photo[]): ReactNode => {
    if (field === 'pictures') return <Thumbnails photos={shown} described={samePictures} />
    if (field === 'date') return formats.date(from.date)
    if (field === 'status') return t(`coupleEditor.memory.statuses.${from.status}`)
    return from[field] === '' ? <Nothing /> : <DifferingText text={from[field]} other={other[field]} />
  }
  const fields = differences(base, mine, version).map(({ field, changedBy }): ConflictField => {
    const label = field === 'pictures' ? t('coupleEditor.memory.photos.title') : t(`coupleEditor.memory.${field}`)
    return {
      ...{ name: field, label, changedBy },
      mine: show(field, mine, version, photos),
      theirs: show(field, version, mine, photosOf(theirs)),
      ...(text !== null && field === 'text' && { both: t('coupleEditor.conflict.bothTexts') }),
      ...(pictures !== null && field === 'pictures' && { both: t('coupleEditor.conflict.bothPictures') }),
    }
  })
  return (
    <ConflictStep
      {...rest}
      title={
        theirs.changedBy === null
          ? t('coupleEditor.memory.conflict')
          : t('coupleEditor.memory.conflictBy', { name: theirs.changedBy })
      }
      by={theirs.changedBy}
      fields={fields}
      onSave={(choices) => rest.onSave(merged(mine, version, choices, both))}
    />
  )
}

const joinedKeys = (pictures: MemoryInput['pictures']): string => pictures.map(({ mediaId }) => mediaId).join()
