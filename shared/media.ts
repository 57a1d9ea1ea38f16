import * as z from 'zod/mini'
import { defineDomainEvent, defineJob, defineLimit } from './definitions.ts'
import { message } from './errors.ts'

/** `making`: its variants are not there yet · `damaged`: it cannot be shown. */
export type MediaState = 'making' | 'ready' | 'damaged'

export type MediaKind = 'image'

/** One size in which a picture is served. */
export interface PictureSource {
  /** In pixels. */
  readonly width: number
  readonly url: string
}

/** A file that was received, as its uploader and the domains that use it see it. */
export interface MediaView {
  readonly id: string
  readonly kind: MediaKind
  /** The person's own file name. */
  readonly name: string
  readonly mime: string
  readonly bytes: number
  /** In pixels, as the picture is seen: its orientation is applied. */
  readonly width: number
  readonly height: number
  /** Base64; null until the variants are made. */
  readonly thumbhash: string | null
  /** When the camera took it, as the camera's own clock showed it (`YYYY-MM-DDTHH:mm:ss`); null where it does not say. */
  readonly takenAt: string | null
  readonly state: MediaState
  /** Narrowest first; all of them answer, also while the variants are being made. */
  readonly sources: readonly PictureSource[]
}

/** A picture where it is used. */
export interface PictureView {
  readonly id: string
  /** What it shows, for whoever does not see it; empty where nobody said. */
  readonly alt: string
  /** In pixels, as the picture is seen. */
  readonly width: number
  readonly height: number
  /** Base64; null until the variants are made. */
  readonly thumbhash: string | null
  /** Narrowest first; all of them answer, also while the variants are being made. */
  readonly sources: readonly PictureSource[]
  readonly state: MediaState
}

/** A file at one place of an ordered list. */
export interface MediaItem {
  readonly mediaId: string
  readonly alt: string
}

const mediaIdSchema = z.string().check(z.regex(/^[0-9a-z]{26}$/))

const largestName = 1000
const largestAlt = 500

/** The input of a domain that attaches files to one of its rows. */
export const mediaItemSchema = z.object({
  mediaId: mediaIdSchema,
  alt: z.string().check(z.maxLength(largestAlt), z.trim()),
})

export const finishInput = z.object({ uploadId: mediaIdSchema, name: z.string().check(z.maxLength(largestName)) })

export const mediaIdInput = z.object({ mediaId: mediaIdSchema })

export const makeVariants = defineJob('media.make-variants', z.object({ mediaId: z.string() }), { lane: 'media' })

export const sweepMedia = defineJob('media.sweep', z.object({}), { lane: 'media' })

/** The variants of a file are there, or it turned out that they never will be: read its view again. */
export const mediaReady = defineDomainEvent('media.ready', z.object({ mediaId: z.string() }))

/** The largest file that may be sent. */
export const uploadBytes = defineLimit('media.upload-bytes', 'bytes', 5_000_000_000, {
  label: message('media.limits.uploadBytes'),
  text: message('media.limits.uploadBytesText'),
})

/** The largest file that is received as a picture. */
export const pictureBytes = defineLimit('media.picture-bytes', 'bytes', 500_000_000, {
  label: message('media.limits.pictureBytes'),
  text: message('media.limits.pictureBytesText'),
})

/** What all files together may weigh that one person sent and the house keeps, uploads under way included. */
export const storedBytes = defineLimit('media.stored-bytes', 'bytes', 100_000_000_000, {
  label: message('media.limits.storedBytes'),
  text: message('media.limits.storedBytesText'),
})

/** How much one person may have under way at once. */
export const reservedBytes = defineLimit('media.reserved-bytes', 'bytes', 20_000_000_000, {
  label: message('media.limits.reservedBytes'),
  text: message('media.limits.reservedBytesText'),
})

/** How many uploads one person may have under way at once. */
export const reservedUploads = defineLimit('media.reserved-uploads', 'count', 200, {
  label: message('media.limits.reservedUploads'),
  text: message('media.limits.reservedUploadsText'),
})

export const mediaLimits = [uploadBytes, pictureBytes, storedBytes, reservedBytes, reservedUploads]
