import * as z from 'zod/mini'
import { type NoticeChannel, noticeChannels } from './definitions.ts'
import { message } from './errors.ts'

/** When the mail about a notice leaves. */
const mailTimings = ['at-once', 'digest', 'never'] as const

const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, message('notices.errors.notATime')))

/** Times of day in the person's own time zone, `HH:MM`. Quiet hours may go over midnight. */
export const timingInput = z.object({
  mail: z.enum(mailTimings),
  digestAt: timeOfDay,
  quiet: z.nullable(z.object({ from: timeOfDay, to: timeOfDay })),
})

export type Timing = z.infer<typeof timingInput>

export const choiceInput = z.object({
  kind: z.string().check(z.maxLength(100)),
  channel: z.enum(noticeChannels),
  on: z.boolean(),
})

/** Where a page of the list begins: the last notice of the page before. */
const noticeCursor = z.object({ read: z.boolean(), id: z.int() })

export type NoticeCursor = z.infer<typeof noticeCursor>

export const noticePageInput = z.object({
  after: z.nullable(noticeCursor),
  limit: z.int().check(z.gte(1), z.lte(100)),
})

export const stopInput = z.object({ token: z.string().check(z.maxLength(300)) })

/** A notice in the reader's language. */
export interface NoticeView {
  readonly id: number
  readonly icon: string
  readonly title: string
  readonly text: string
  readonly link: string
  readonly at: string
  readonly read: boolean
}

export interface KindChoice {
  readonly kind: string
  readonly label: string
  readonly urgent: boolean
  readonly channels: Readonly<Record<NoticeChannel, boolean>>
}

export interface ChoicesView {
  readonly kinds: readonly KindChoice[]
  readonly timing: Timing
  /** Where mails go; null for somebody without an address. */
  readonly email: string | null
  readonly timeZone: string
  /** Whether the house has a server that sends its mail. */
  readonly mailLeaves: boolean
}

/** Which mails a link under a mail ends, and whose. */
export interface StopView {
  readonly name: string
  /** Name of the kind; null for the daily mail. */
  readonly label: string | null
  readonly siteName: string
  readonly stopped: boolean
}
