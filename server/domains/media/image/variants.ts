import type { Sharp } from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import { type PictureHeader, readHeader } from './header.ts'
import { decodeHeic } from './heic.ts'
import { damagedPicture } from './refusals.ts'
import { openPicture } from './sharp.ts'
import { fittingSize, type Size, variantSizes } from './sizes.ts'

export interface Variant extends Size {
  /** A WebP file without any metadata. */
  readonly content: Buffer
}

export interface MadeVariants {
  /** Widths that were emitted, widest first. */
  readonly widths: readonly number[]
  /** A blurred placeholder of about 28 characters, base64. */
  readonly thumbhash: string
}

// Effort 2 costs about half of effort 4, for files that are about 4 % larger.
const webp = { quality: 80, effort: 2 }

/**
 * Makes the WebP variants of a picture, widest first: upright, sRGB, without metadata, of an animation the first frame.
 * The file is decoded once, each variant is scaled from the one before. `emit` is awaited before the next is made.
 * @param signal ends the decoding of a HEIC early
 * @throws DomainError as `readHeader` and `decodeHeic`; whatever `emit` throws
 */
export async function makeVariants(
  path: string,
  emit: (variant: Variant) => Promise<void>,
  signal?: AbortSignal,
): Promise<MadeVariants> {
  const header = await readHeader(path)
  const sizes = variantSizes(header)
  let picture = await decodeOriginal(path, header, signal)
  for (const size of sizes) {
    const pixels = await rawPixels(picture, size)
    picture = pixels.open()
    await emit({ ...size, content: await decoding(picture.clone().webp(webp).toBuffer()) })
  }
  return { widths: sizes.map(({ width }) => width), thumbhash: await thumbhashOf(picture) }
}

/**
 * One WebP of a picture whose variants are not made yet, as fast as can be, not wider than the picture.
 * @param width pixels
 * @param signal ends the decoding of a HEIC early
 * @throws DomainError as `readHeader` and `decodeHeic`
 */
export async function preview(path: string, width: number, signal?: AbortSignal): Promise<Buffer> {
  const header = await readHeader(path)
  const picture = await decodeOriginal(path, header, signal)
  return decoding(scaled(picture, fittingSize(header, width)).webp({ quality: 75, effort: 0 }).toBuffer())
}

async function decodeOriginal(path: string, { hevc, icc }: PictureHeader, signal?: AbortSignal): Promise<Sharp> {
  return openPicture(hevc ? await decodeHeic(path, icc, { signal }) : path).autoOrient()
}

/** Both sides are given, so that a side rounded elsewhere never differs by one. */
const scaled = (picture: Sharp, { width, height }: Size): Sharp =>
  picture.resize(width, height, { fit: 'fill' }).toColourspace('srgb')

async function rawPixels(picture: Sharp, size: Size): Promise<{ open: () => Sharp }> {
  const { data, info } = await decoding(scaled(picture, size).raw().toBuffer({ resolveWithObject: true }))
  const { width, height, channels } = info
  return { open: () => openPicture(data, { raw: { width, height, channels } }) }
}

async function thumbhashOf(picture: Sharp): Promise<string> {
  const small = picture.clone().resize(100, 100, { fit: 'inside' }).toColourspace('srgb').ensureAlpha().raw()
  const { data, info } = await decoding(small.toBuffer({ resolveWithObject: true }))
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
}

async function decoding<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch {
    throw damagedPicture()
  }
}
