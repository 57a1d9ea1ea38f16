import { fileTypeFromFile } from 'file-type'
import { emptyFile } from './refusals.ts'

export interface SniffedImage {
  readonly kind: 'image'
  readonly mime: string
  /** Without a dot. */
  readonly extension: string
}

const image = (mime: string, extension: string): SniffedImage => ({ kind: 'image', mime, extension })

const accepted = new Map<string, SniffedImage>([
  ['image/jpeg', image('image/jpeg', 'jpg')],
  ['image/png', image('image/png', 'png')],
  // An animated PNG is a PNG to whoever cannot animate it.
  ['image/apng', image('image/png', 'png')],
  ['image/webp', image('image/webp', 'webp')],
  ['image/gif', image('image/gif', 'gif')],
  ['image/avif', image('image/avif', 'avif')],
  ['image/heic', image('image/heic', 'heic')],
  ['image/heif', image('image/heif', 'heif')],
  ['image/tiff', image('image/tiff', 'tif')],
])

/**
 * What a file is by its first bytes, whatever it is called: an image that the house takes, or null (SVG, HTML, XML,
 * PDF, camera raw, unknown).
 * @param bytes the file's size
 * @throws DomainError INVALID `media.errors.empty`
 */
export async function sniff(path: string, bytes: number): Promise<SniffedImage | null> {
  if (bytes === 0) throw emptyFile()
  const type = await fileTypeFromFile(path)
  return (type && accepted.get(type.mime)) ?? null
}
