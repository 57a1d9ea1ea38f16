import { stat } from 'node:fs/promises'
import type { Metadata } from 'sharp'
import { damagedPicture, emptyFile, tooManyPixels } from './refusals.ts'
import { MAX_PIXELS, openPicture } from './sharp.ts'

export interface PictureHeader {
  readonly mimes: readonly string[]
  /** As seen: after orientation. */
  readonly width: number
  readonly height: number
  readonly animated: boolean
  /** HEVC inside HEIF: sharp reads its header but cannot decode it. */
  readonly hevc: boolean
  readonly exif: Buffer | undefined
  /** Colour profile. */
  readonly icc: Buffer | undefined
}

/**
 * Reads a picture's header without decoding a pixel.
 * @throws DomainError INVALID `media.errors.empty`, `media.errors.damaged` · TOO_LARGE `media.errors.tooManyPixels`
 *   ({ megapixels, limit })
 */
export async function readHeader(path: string): Promise<PictureHeader> {
  const { size } = await stat(path)
  if (size === 0) throw emptyFile()
  const header = await metadataOf(path)
  const { width, height } = header.autoOrient
  if (width * height > MAX_PIXELS) throw tooManyPixels(Math.ceil((width * height) / 1e6), MAX_PIXELS / 1e6)
  return {
    mimes: mimesOf(header),
    width,
    height,
    animated: (header.pages ?? 1) > 1 && (header.format === 'gif' || header.format === 'webp'),
    hevc: header.compression === 'hevc',
    exif: header.exif,
    icc: header.icc,
  }
}

async function metadataOf(path: string): Promise<Metadata> {
  try {
    // The limit is lifted for this reading alone, so that the refusal can say how many pixels there are.
    return await openPicture(path, { limitInputPixels: false }).metadata()
  } catch {
    throw damagedPicture()
  }
}

/** A HEIF file may say of itself heif, heic or avif: the family is one. */
function mimesOf({ format }: Metadata): readonly string[] {
  if (format === 'heif') return ['image/heif', 'image/heic', 'image/avif']
  return [`image/${format}`]
}
