import type { ChapterInput, ChapterView } from '../../../../../shared/couple-story.ts'
import { type KeptPhoto, photosOf } from '../draft.ts'
import { mediaItems, type Photo } from '../photos.ts'

/** What is typed into the editor of a chapter. */
export interface ChapterValues {
  title: string
  text: string
  /** `YYYY-MM-DD`; empty for none. */
  date: string
}

/** What this tab keeps of the editor of a chapter. */
export interface ChapterDraft {
  readonly values: ChapterValues
  readonly photos: readonly KeptPhoto[]
  /** The chapter that was read; null for a new one. */
  readonly read: ChapterView | null
}

/** Names the draft of one chapter, or of the new one. */
export const chapterDraftName = (id: number | null): string => `chapter:${id ?? 'new'}`

export const chapterValuesOf = (chapter: ChapterView | null): ChapterValues => ({
  title: chapter?.title ?? '',
  text: chapter?.text ?? '',
  date: chapter?.date ?? '',
})

export const chapterPhotos = (chapter: ChapterView | null): Photo[] => (chapter ? photosOf(chapter) : [])

export const chapterInputOf = ({ date, ...values }: ChapterValues, photos: readonly Photo[]): ChapterInput => ({
  ...values,
  date: date || null,
  pictures: mediaItems(photos),
})

/** A chapter as it would be sent. */
export const chapterVersionOf = (chapter: ChapterView): ChapterInput =>
  chapterInputOf(chapterValuesOf(chapter), chapterPhotos(chapter))
