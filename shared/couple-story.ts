import * as z from 'zod/mini'
import {
  calendarDate,
  id,
  type PartnerView,
  type Position,
  perspectiveContent,
  type RoomState,
  titleLine,
} from './couple.ts'
import { longest } from './couple-limits.ts'
import { defineJob } from './definitions.ts'
import { message } from './errors.ts'
import { mediaItemSchema, type PictureView } from './media.ts'

/** Removes chapters and subjects for good that were deleted longer ago than `deletedKeptDays`. */
export const purgeStory = defineJob('couple.purge-story', z.object({}))

/** How many chapters, and how many subjects, there may be. */
export const mostListed = 200

const title = titleLine.check(z.minLength(1, message('coupleStory.errors.titleMissing')))

const revision = z.int()

const chapterFields = {
  title,
  text: z.string().check(z.maxLength(longest.text, message('coupleStory.errors.textTooLong'))),
  /** null where the chapter tells of no single day. */
  date: z.nullable(calendarDate),
  pictures: z
    .array(mediaItemSchema)
    .check(z.maxLength(longest.pictures, message('coupleStory.errors.tooManyPictures'))),
}

export const chapterInput = z.object(chapterFields)

export type ChapterInput = z.infer<typeof chapterInput>

/** @property revision the one that was read: a chapter that somebody changed since is not overwritten */
export const chapterEditInput = z.object({ ...chapterFields, id, revision })

/** A chapter, or a subject. */
export const listedInput = z.object({ id })

/** All of them, in their new order. */
export const orderInput = z.object({ ids: z.array(id).check(z.maxLength(mostListed)) })

/** @property sealed nobody reads the other's words before both have written */
export const subjectInput = z.object({ title, sealed: z.boolean() })

export type SubjectInput = z.infer<typeof subjectInput>

export const subjectEditInput = z.object({ id, title, revision })

/**
 * Own words under a subject.
 * @property sealed as the writer saw it: what is meant for a sealed subject is not shown under one that was opened since
 * @property revision of the own words that were read; null where there were none
 */
export const hopeInput = z.object({
  id,
  content: perspectiveContent,
  sealed: z.boolean(),
  revision: z.nullable(revision),
})

export type HopeInput = z.infer<typeof hopeInput>

/** A chapter of the couple's story. */
export interface ChapterView {
  readonly id: number
  readonly title: string
  readonly text: string
  /** `YYYY-MM-DD` */
  readonly date: string | null
  readonly pictures: readonly PictureView[]
  readonly revision: number
  /** Name of whoever else changed it last, for a partner who reads; null where nobody did. */
  readonly changedBy: string | null
}

/** What was deleted and may be brought back, for the two. */
export interface DeletedEntry {
  readonly id: number
  readonly title: string
  /** ISO instant from which nobody can bring it back. */
  readonly keptUntil: string
}

export interface StoryView {
  readonly chapters: readonly ChapterView[]
  readonly room: RoomState
}

/** What one of the two hopes. */
export interface HopeView {
  readonly number: number
  readonly content: string
  /** ISO instant */
  readonly updatedAt: string
  readonly revision: number
}

/** What one person wrote under a subject. */
export interface SubjectColumn {
  /** null for somebody who is no partner any more. */
  readonly position: Position | null
  /** null where the account is gone. */
  readonly name: string | null
  /** Whoever looks wrote it, or may. */
  readonly mine: boolean
  readonly hopes: readonly HopeView[]
  /** There are words that whoever looks may not read yet. */
  readonly isSealed: boolean
}

/** What the two hope of one thing. */
export interface SubjectView {
  /** 0 for what was written under no subject. */
  readonly id: number
  readonly title: string
  /** The words of each are closed until both have written. */
  readonly sealed: boolean
  /** ISO instant at which both had written under a sealed subject. */
  readonly openedAt: string | null
  readonly maySeal: boolean
  readonly columns: readonly SubjectColumn[]
  /** Somebody asked to open it before both have written. */
  readonly openingAsked: 'mine' | 'theirs' | null
  readonly revision: number
}

export interface SubjectsView {
  readonly subjects: readonly SubjectView[]
  readonly partners: readonly PartnerView[]
  readonly mayEdit: boolean
  readonly room: RoomState
}
