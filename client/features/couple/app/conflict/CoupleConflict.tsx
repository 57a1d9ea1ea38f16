import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { CoupleView } from '../../../../../shared/couple.ts'
import { longest } from '../../../../../shared/couple-limits.ts'
import { useFormats } from '../../../../ui/services.tsx'
import { type CoupleVersion, couplePhotos, coupleVersionOf } from '../coupleDraft.ts'
import type { Photo } from '../photos.ts'
import { type ConflictField, ConflictStep } from './ConflictStep.tsx'
import { DifferingText, Nothing } from './Differing.tsx'
import { Thumbnails } from './Thumbnails.tsx'
import { differences, joinedTexts, merged } from './versions.ts'

interface CoupleConflictProps {
  /** What was there when the editor opened. */
  readonly base: CoupleVersion
  readonly mine: CoupleVersion
  readonly photos: readonly Photo[]
  readonly theirs: CoupleView
  readonly busy: boolean
  readonly failure: string | null
  readonly onSave: (version: CoupleVersion) => void
  readonly onBack: () => void
}

type Field = keyof CoupleVersion

const labels = {
  photo: 'coupleEditor.page.photo',
  startDate: 'coupleEditor.page.startDate',
  startTime: 'coupleEditor.page.startTime',
  timeZone: 'coupleEditor.page.timeZone',
  homeMessage: 'coupleEditor.page.message',
  introText: 'coupleEditor.page.intro',
  visibility: 'coupleEditor.page.visibility',
} as const satisfies Record<Field, string>

/** Both partners changed their page: one version is made of the two. */
export function CoupleConflict({ base, mine, photos, theirs, ...rest }: CoupleConflictProps) {
  const t = useTranslations()
  const formats = useFormats()
  const version = coupleVersionOf(theirs)
  const introText = joinedTexts(mine.introText, version.introText, longest.introText)
  const isSamePhoto = mine.photo?.mediaId === version.photo?.mediaId
  const show = (field: Field, from: CoupleVersion, other: CoupleVersion, shown: readonly Photo[]): ReactNode => {
    if (field === 'photo') return <Thumbnails photos={shown} described={isSamePhoto} />
    if (from[field] === '') return <Nothing />
    if (field === 'startDate') return formats.date(from.startDate)
    if (field === 'visibility') return t(`coupleEditor.page.visibilities.${from.visibility}`)
    if (field === 'homeMessage' || field === 'introText') {
      return <DifferingText text={from[field]} other={other[field]} />
    }
    return from[field]
  }
  const fields = differences(base, mine, version).map(
    ({ field, changedBy }): ConflictField => ({
      ...{ name: field, label: t(labels[field]), changedBy },
      mine: show(field, mine, version, photos),
      theirs: show(field, version, mine, couplePhotos(theirs)),
      ...(introText !== null && field === 'introText' && { both: t('coupleEditor.conflict.bothTexts') }),
    }),
  )
  const both = introText === null ? {} : { introText }
  return (
    <ConflictStep
      {...rest}
      title={
        theirs.changedBy === null
          ? t('coupleEditor.page.conflict')
          : t('coupleEditor.page.conflictBy', { name: theirs.changedBy })
      }
      by={theirs.changedBy}
      fields={fields}
      onSave={(choices) => rest.onSave(merged(mine, version, choices, both))}
    />
  )
}
