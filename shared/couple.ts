import * as z from 'zod/mini'
import { longest } from './couple-limits.ts'
import { defineAbility, defineJob, defineSettings } from './definitions.ts'
import { message } from './errors.ts'
import { isTimeZone } from './locale.ts'
import { mediaItemSchema, type PictureView } from './media.ts'

/** Names the two partners. What they then share is theirs alone to write. */
export const administerCouple = defineAbility('couple.administer', {
  label: message('coupleEditor.abilities.administer'),
  text: message('coupleEditor.abilities.administerText'),
  roles: ['admin'],
  administrative: true,
})

/** `public`: everybody sees what is shared · `link`: whoever opened the link · `partners`: the two alone. */
export const visibilities = ['public', 'link', 'partners'] as const

export type Visibility = (typeof visibilities)[number]

/** `draft`: unfinished · `private`: finished, seen by its author alone until it is shared · `shared`: the couple's. */
export const memoryStatuses = ['draft', 'private', 'shared'] as const

export type MemoryStatus = (typeof memoryStatuses)[number]

export const positions = [1, 2] as const

export type Position = (typeof positions)[number]

const webOrigin = /^https?:\/\/[^\s/?#@]+$/

/** Web pages of other origins that may call the old interface; programs outside browsers need no permission. */
export const interfaceSettings = defineSettings(
  'couple.interface',
  z.object({
    origins: z
      .array(
        z.string().check(z.trim(), z.maxLength(300), z.regex(webOrigin, message('coupleEditor.errors.notAnOrigin'))),
      )
      .check(z.maxLength(20)),
  }),
  { origins: [] },
)

/** Removes memories for good that were deleted longer ago than `deletedKeptDays`. */
export const purgeMemories = defineJob('couple.purge-memories', z.object({}))

/** A date that exists, `YYYY-MM-DD`, from the year 1000 on. */
export const calendarDate = z.iso
  .date(message('coupleEditor.errors.notADate'))
  .check(z.refine((date) => date >= '1000', message('coupleEditor.errors.notADate')))

/** `HH:MM` */
const timeOfDay = z.iso.time({ precision: -1, error: message('coupleEditor.errors.notATime') })

const oneLine = (most: number, tooLong: Parameters<typeof message>[0]) =>
  z.string().check(z.trim(), z.maxLength(most, tooLong), z.regex(/^[^\r\n]*$/, message('common.errors.oneLine')))

const prose = (most: number, tooLong: Parameters<typeof message>[0]) => z.string().check(z.maxLength(most, tooLong))

export const titleLine = oneLine(longest.title, 'coupleEditor.errors.titleTooLong')

export const memoryTitle = titleLine.check(z.minLength(1, message('coupleEditor.errors.titleMissing')))

export const memoryText = prose(longest.text, 'coupleEditor.errors.textTooLong')

export const homeMessage = prose(longest.homeMessage, 'coupleEditor.errors.homeMessageTooLong')

export const introText = prose(longest.introText, 'coupleEditor.errors.introTextTooLong')

const memoryFields = {
  title: titleLine,
  text: memoryText,
  date: calendarDate,
  place: oneLine(longest.place, 'coupleEditor.errors.placeTooLong'),
  status: z.enum(memoryStatuses),
  pictures: z
    .array(mediaItemSchema)
    .check(z.maxLength(longest.pictures, message('coupleEditor.errors.tooManyPictures'))),
}

/** Only a draft may still lack its title. */
const titled = z.refine<{ title: string; status: MemoryStatus }>(
  ({ title, status }) => status === 'draft' || title !== '',
  {
    path: ['title'],
    error: message('coupleEditor.errors.titleMissing'),
  },
)

export const memoryInput = z.object(memoryFields).check(titled)

export type MemoryInput = z.infer<typeof memoryInput>

export const id = z.int().check(z.gte(1))

export const memoryIdInput = z.object({ id })

/** @property revision the one that was read: a memory that somebody changed since is not overwritten */
export const memoryEditInput = z.object({ ...memoryFields, id, revision: z.int() }).check(titled)

const page = {
  cursor: z.optional(z.nullable(z.string().check(z.maxLength(40)))),
  limit: z.int().check(z.gte(1), z.lte(longest.page)),
}

/** A page of the timeline, newest date first; of one month where `month` (`YYYY-MM`) is given. */
export const timelineInput = z.object({
  ...page,
  month: z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, message('coupleEditor.errors.notADate')))),
})

/** A page of what was deleted, the last deletion first. */
export const deletedInput = z.object(page)

export const searchInput = z.object({
  ...page,
  query: z.string().check(z.trim(), z.maxLength(longest.search, message('couple.errors.searchTooLong'))),
})

/** Fields that are absent stay as they are. */
export const coupleChangeInput = z.object({
  startDate: z.optional(z.nullable(calendarDate)),
  startTime: z.optional(z.nullable(timeOfDay)),
  timeZone: z.optional(z.string().check(z.refine(isTimeZone, message('common.errors.notATimeZone')))),
  homeMessage: z.optional(homeMessage),
  introText: z.optional(introText),
  photo: z.optional(z.nullable(mediaItemSchema)),
  revision: z.int(),
})

export type CoupleChange = Omit<z.infer<typeof coupleChangeInput>, 'revision'>

/** @property revision the one that was read; without it, whatever is there is overwritten */
export const visibilityInput = z.object({ visibility: z.enum(visibilities), revision: z.optional(z.int()) })

const position = z.union([z.literal(1), z.literal(2)])

export const partnerInput = z.object({ position, accountId: id })

export const positionInput = z.object({ position })

export const perspectiveContent = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, message('coupleEditor.errors.perspectiveMissing')),
    z.maxLength(longest.perspective, message('coupleEditor.errors.perspectiveTooLong')),
  )

/** A number that somebody chooses; those that the house gives, or that an old site brought, may be higher. */
export const chosenNumber = z.int().check(z.gte(1), z.lte(1000))

export const newPerspectiveInput = z.object({ content: perspectiveContent, number: z.optional(chosenNumber) })

export const perspectiveInput = z.object({ content: perspectiveContent, number: id })

/** Where a room stood when this was read: events up to `seq` of this epoch are in it. */
export interface RoomState {
  readonly epoch: string
  readonly seq: number
}

export interface PartnerView {
  readonly position: Position
  readonly name: string
}

/** The couple's home as whoever looks at it sees it. */
export interface CoupleView {
  /** `YYYY-MM-DD`; null until somebody set it. */
  readonly startDate: string | null
  /** `HH:MM`; null where only the day counts. */
  readonly startTime: string | null
  /** IANA name */
  readonly timeZone: string
  readonly homeMessage: string
  readonly introText: string
  readonly photo: PictureView | null
  readonly partners: readonly PartnerView[]
  readonly visibility: Visibility
  /** Name of whoever else changed it last, for a partner who looks; null where nobody did. */
  readonly changedBy: string | null
  /** Whether whoever looks is one of the two. */
  readonly mayEdit: boolean
  readonly revision: number
  /** ISO instant of the server, for the first picture of the counter. */
  readonly now: string
  /** `YYYY-MM-DD` at `now` where the couple lives. */
  readonly today: string
  readonly room: RoomState
}

/** A memory in a list. */
export interface MemoryCard {
  readonly id: number
  readonly title: string
  /** The beginning of the text. */
  readonly excerpt: string
  /** `YYYY-MM-DD` */
  readonly date: string
  readonly place: string
  readonly status: MemoryStatus
  /** Name of whoever wrote it; null where the account is gone. */
  readonly author: string | null
  /** The first of them, six at most. */
  readonly pictures: readonly PictureView[]
  readonly pictureCount: number
}

/** A memory in full. */
export interface MemoryView {
  readonly id: number
  readonly title: string
  readonly text: string
  readonly date: string
  readonly place: string
  readonly status: MemoryStatus
  readonly author: string | null
  readonly pictures: readonly PictureView[]
  readonly createdAt: string
  readonly updatedAt: string
  readonly revision: number
  /** Name of whoever else changed it last, for a partner who reads; null where nobody did. */
  readonly changedBy: string | null
  /** Whether whoever reads may change and delete it. */
  readonly mayEdit: boolean
  /** Whether whoever reads wrote it; only they may take a shared memory back. */
  readonly mine: boolean
  readonly room: RoomState
}

export interface MemoryPage {
  readonly memories: readonly MemoryCard[]
  /** Ask with it for what follows; null at the end. */
  readonly next: string | null
  readonly room: RoomState
}

/** A memory that was deleted and may be brought back. */
export interface DeletedMemory extends MemoryCard {
  /** ISO instant */
  readonly deletedAt: string
  /** ISO instant from which nobody can bring it back. */
  readonly keptUntil: string
}

export interface DeletedPage {
  readonly memories: readonly DeletedMemory[]
  /** Ask with it for what follows; null at the end. */
  readonly next: string | null
}

export interface MonthCount {
  /** `YYYY-MM` */
  readonly month: string
  readonly count: number
}

export interface PerspectiveView {
  readonly number: number
  readonly content: string
  readonly author: string | null
  readonly updatedAt: string
}

/** One of the two places as whoever names the partners sees it. */
export interface PartnerPlace {
  readonly position: Position
  readonly account: { readonly id: number; readonly name: string; readonly username: string } | null
  /** Somebody was invited and has not come yet. */
  readonly invited: { readonly name: string; readonly email: string } | null
}
