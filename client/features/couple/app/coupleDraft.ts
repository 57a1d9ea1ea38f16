import type { CoupleView, Visibility } from '../../../../shared/couple.ts'
import type { MediaItem } from '../../../../shared/media.ts'
import { type KeptPhoto, photosOf } from './draft.ts'
import { mediaItems, type Photo } from './photos.ts'

/** What is typed into the editor of the couple's page. */
export interface CoupleValues {
  /** `YYYY-MM-DD` or empty. */
  startDate: string
  /** `HH:MM` or empty. */
  startTime: string
  timeZone: string
  homeMessage: string
  introText: string
  visibility: Visibility
}

/** The page as it would be saved. */
export interface CoupleVersion extends Readonly<CoupleValues> {
  readonly photo: MediaItem | null
}

/** What this tab keeps of the editor of the couple's page. */
export interface CoupleDraft {
  readonly values: CoupleValues
  readonly photos: readonly KeptPhoto[]
  /** The page that was read. */
  readonly read: CoupleView
}

export const coupleDraftName = 'couple'

export const coupleValuesOf = (couple: CoupleView): CoupleValues => {
  const { startDate, startTime, timeZone, homeMessage, introText, visibility } = couple
  return {
    ...{ startDate: startDate ?? '', startTime: startTime ?? '' },
    ...{ timeZone, homeMessage, introText, visibility },
  }
}

export const couplePhotos = ({ photo }: CoupleView): Photo[] => photosOf({ pictures: photo ? [photo] : [] })

export const coupleVersionOf = (couple: CoupleView): CoupleVersion => ({
  photo: mediaItems(couplePhotos(couple))[0] ?? null,
  ...coupleValuesOf(couple),
})
