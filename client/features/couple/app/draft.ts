import type { MemoryInput, MemoryStatus, MemoryView } from '../../../../shared/couple.ts'
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

/** A photograph without what only a living page can hold. */
export type KeptPhoto = Pick<Photo, 'key' | 'name' | 'alt' | 'picture' | 'keptAs'> & {
  readonly replaces?: KeptPhoto | undefined
}

/** What this tab keeps of the editor of a memory. */
export interface Draft {
  readonly values: MemoryValues
  readonly photos: readonly KeptPhoto[]
  /** Of the memory that was read; null for a new one. */
  readonly revision: number | null
  /** The memory that was read. */
  readonly base: MemoryInput | null
}

/** Names the draft of one memory, or of the new one. */
export const draftName = (memoryId: number | null): string => `memory:${memoryId ?? 'new'}`

export const keptPhoto = ({ key, name, alt, picture, keptAs, replaces }: Photo): KeptPhoto => ({
  ...{ key, name, alt, picture, keptAs },
  ...(replaces ? { replaces: keptPhoto(replaces) } : {}),
})

export const photoOfDraft = ({ replaces, ...photo }: KeptPhoto): Photo => ({
  ...photo,
  file: null,
  preview: null,
  ...(replaces ? { replaces: photoOfDraft(replaces) } : {}),
})

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

export const valuesOf = ({ title, text, date, place, status }: MemoryView): MemoryValues => ({
  ...{ title, text, date, place, status },
})

/** A memory as it would be sent. */
export const versionOf = (memory: MemoryView): MemoryInput => ({
  ...valuesOf(memory),
  pictures: memory.pictures.map(({ id, alt }) => ({ mediaId: id, alt })),
})
