import type { MemoryStatus, MemoryView } from '../../../../shared/couple.ts'
import type { PictureView } from '../../../../shared/media.ts'
import type { KnownPicture, Photo } from './photos.ts'

/** What is typed into the editor of a memory. */
export interface MemoryValues {
  title: string
  text: string
  /** `YYYY-MM-DD`; empty while what is typed is no date. */
  date: string
  place: string
  status: MemoryStatus
}

type KeptPhoto = Pick<Photo, 'key' | 'name' | 'alt' | 'picture' | 'keptAs'>

/** What this tab keeps of an editor, so that a reload loses nothing. */
export interface Draft {
  readonly values: MemoryValues
  readonly photos: readonly KeptPhoto[]
  /** Of the memory that was read; null for a new one. */
  readonly revision: number | null
}

const nameOf = (memoryId: number | null) => `foyer:memory:${memoryId ?? 'new'}`

export function readDraft(memoryId: number | null): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(memoryId)) ?? 'null') as Draft | null
  } catch {
    // What cannot be read is as good as nothing kept.
    return null
  }
}

export function keepDraft(memoryId: number | null, { values, photos, revision }: Draft): void {
  const kept: Draft = {
    values,
    revision,
    photos: photos.map(({ key, name, alt, picture, keptAs }) => ({ key, name, alt, picture, keptAs })),
  }
  try {
    sessionStorage.setItem(nameOf(memoryId), JSON.stringify(kept))
  } catch {
    // A browser without room for it loses the typing at a reload, which asks first.
  }
}

export const forgetDraft = (memoryId: number | null): void => sessionStorage.removeItem(nameOf(memoryId))

const knownPicture = ({ id, width, height, thumbhash, sources }: PictureView): KnownPicture => ({
  ...{ id, width, height, thumbhash, sources },
  takenAt: null,
})

export const photosOf = ({ pictures }: Pick<MemoryView, 'pictures'>): Photo[] =>
  pictures.map((picture) => ({
    key: picture.id,
    name: '',
    alt: picture.alt,
    picture: knownPicture(picture),
    file: null,
    preview: null,
    keptAs: null,
  }))

export const photosOfDraft = ({ photos }: Draft): Photo[] =>
  photos.map((photo) => ({ ...photo, file: null, preview: null }))

export const valuesOf = ({ title, text, date, place, status }: MemoryView): MemoryValues => ({
  ...{ title, text, date, place, status },
})
