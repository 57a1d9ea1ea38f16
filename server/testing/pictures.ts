import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFile, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

// Pictures that the tests make themselves. Each function answers the path of a new file in `folder`.
// heif-enc comes from Debian's libheif-examples, exiftool from libimage-exiftool-perl.

const run = promisify(execFile)

interface Size {
  readonly width: number
  readonly height: number
}

const newPath = (folder: string, extension: string): string => join(folder, `${randomUUID()}.${extension}`)

/** Something like a photograph: a bright left half, a dark right half, and a grain as fine as a quarter of the size. */
async function photograph({ width, height }: Size): Promise<Sharp> {
  const grain = { width: Math.max(1, width >> 2), height: Math.max(1, height >> 2) }
  const dark = { width: Math.max(1, grain.width >> 1), height: grain.height, background: '#123', channels: 3 as const }
  const small = await sharp({
    create: { ...grain, channels: 3, background: '#9b6', noise: { type: 'gaussian', mean: 170, sigma: 20 } },
  })
    .composite([{ input: { create: dark }, gravity: 'east' }])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { data, info } = small
  const { channels } = info
  return sharp(data, { raw: { ...grain, channels } }).resize(width, height, { fit: 'fill', kernel: 'cubic' })
}

const place = ['-GPSLatitude=48.8584', '-GPSLatitudeRef=N', '-GPSLongitude=2.2945', '-GPSLongitudeRef=E']
const dates = ['-DateTimeOriginal=2024:05:06 12:34:56', '-CreateDate=2024:05:06 12:34:56']

const usualSize: Size = { width: 1200, height: 800 }

/** An ordinary JPEG, without metadata. */
export async function jpeg(folder: string, size: Size = usualSize, progressive = false): Promise<string> {
  const path = newPath(folder, 'jpg')
  await (await photograph(size)).jpeg({ quality: 90, progressive }).toFile(path)
  return path
}

/** A JPEG of so many million pixels in 3:2. */
export async function largeJpeg(folder: string, megapixels: number): Promise<string> {
  const height = Math.round(Math.sqrt((megapixels * 1e6) / 1.5))
  return jpeg(folder, { width: Math.round(height * 1.5), height })
}

/**
 * As a telephone writes it: lying on its side with EXIF orientation 6 (1200 × 800, seen as 800 × 1200), the place in
 * Paris, the moment 2024-05-06 12:34:56, XMP, IPTC and a comment that all say "secret".
 */
export async function jpegWithGps(folder: string): Promise<string> {
  const path = await jpeg(folder)
  const words = ['-XMP:Title=secret', '-IPTC:Caption-Abstract=secret', '-Comment=secret', '-Artist=secret']
  await exiftool(path, ['-Orientation#=6', ...place, ...dates, ...words])
  return path
}

/** A HEIC made by heif-enc, with the place and the moment of `jpegWithGps`. */
export async function heic(folder: string, size: Size = usualSize): Promise<string> {
  const source = newPath(folder, 'jpg')
  await (await photograph(size)).jpeg({ quality: 95 }).toFile(source)
  await exiftool(source, [...place, ...dates])
  return heicOf(folder, source)
}

/**
 * A HEIC as a telephone held upright writes it: 1200 × 800 coded, seen as 800 × 1200 by its own rotation property, with
 * an EXIF orientation that says the same again and must not count.
 */
export async function heicTurned(folder: string): Promise<string> {
  const path = await heic(folder)
  await exiftool(path, ['-Orientation#=6'])
  const content = await readFile(path)
  // heif-enc cannot write the rotation box: the one of the pixel depths, which may be missing, gives its place.
  const pixi = content.indexOf('pixi')
  content.write('irot', pixi)
  content.fill(0, pixi + 4, pixi + 12).writeUInt8(3, pixi + 4)
  await writeFile(path, content)
  return path
}

/** Any PNG or JPEG as HEIC, its colour profile with it. */
export async function heicOf(folder: string, source: string): Promise<string> {
  const path = newPath(folder, 'heic')
  await run('heif-enc', ['-q', '60', '-p', 'preset=ultrafast', '-o', path, source])
  return path
}

/** The first part of a file, as a cut upload leaves it. */
export async function truncated(path: string, share = 0.9): Promise<string> {
  const whole = await readFile(path)
  const cut = path.replace(/(\.\w+)$/, `-${Math.round(share * 100)}$1`)
  await writeFile(cut, whole.subarray(0, Math.floor(whole.length * share)))
  return cut
}

/** Any content under any extension. */
export async function fileWith(folder: string, extension: string, content: string | Uint8Array): Promise<string> {
  const path = newPath(folder, extension)
  await writeFile(path, content)
  return path
}

export const emptyFile = (folder: string): Promise<string> => fileWith(folder, 'jpg', '')

export const textNamedJpg = (folder: string): Promise<string> => fileWith(folder, 'jpg', 'just some words\n'.repeat(99))

export const svgWithScript = (folder: string): Promise<string> =>
  fileWith(
    folder,
    'svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
  )

export const htmlWithScript = (folder: string): Promise<string> =>
  fileWith(folder, 'jpg', '<!doctype html><html><body><script>alert(1)</script></body></html>')

/** A true picture with a page behind its end. */
export async function jpegFollowedBy(folder: string, tail: string | Uint8Array): Promise<string> {
  const path = await jpeg(folder)
  await appendFile(path, tail)
  return path
}

/** A valid PNG of one colour, one bit a pixel: 400 megapixels are 50 kilobytes on disk, and 400 MB or more decoded. */
export async function pixelBomb(folder: string, side = 20_000): Promise<string> {
  const path = newPath(folder, 'png')
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.writeUInt8(1, 8)
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))))
  const file = await open(path, 'wx')
  await file.write(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
  for (const [type, content] of [
    ['IHDR', header],
    ['IDAT', rows],
    ['IEND', Buffer.alloc(0)],
  ] as const) {
    await file.write(pngChunk(type, content))
  }
  await file.close()
  return path
}

function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), content])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(content.length, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}

/** A picture of one colour, given in the profile's own values, as JPEG or PNG with that profile embedded. */
export async function inProfile(folder: string, profile: 'p3' | 'cmyk', extension: 'jpg' | 'png'): Promise<string> {
  const path = newPath(folder, extension)
  const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: '#20c040' } })
  const space = profile === 'cmyk' ? 'cmyk' : 'srgb'
  await picture.toColourspace(space).withIccProfile(profile).toFile(path)
  return path
}

/** Red, then green, then blue, 300 × 200 each. */
export async function animation(folder: string, extension: 'gif' | 'webp'): Promise<string> {
  const path = newPath(folder, extension)
  const frames = await Promise.all(
    ['#f00', '#0f0', '#00f'].map((background) =>
      sharp({ create: { width: 300, height: 200, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  await sharp(frames, { join: { animated: true } }).toFile(path)
  return path
}

/** The same photograph otherwise: another format, grey, sixteen bits, with transparency. */
export async function picture(folder: string, extension: string, adapt: (plain: Sharp) => Sharp): Promise<string> {
  const path = newPath(folder, extension)
  await adapt(await photograph({ width: 900, height: 600 })).toFile(path)
  return path
}

async function exiftool(path: string, changes: readonly string[]): Promise<void> {
  await run('exiftool', ['-q', '-overwrite_original', ...changes, path])
}

/** Every tag of a file by exiftool, as `Group:Tag`. */
export async function tagsOf(path: string): Promise<Record<string, unknown>> {
  const { stdout } = await run('exiftool', ['-j', '-a', '-u', '-U', '-G0', path], { maxBuffer: 64 * 1024 * 1024 })
  const [tags]: Record<string, unknown>[] = JSON.parse(stdout)
  if (!tags) throw new Error(`exiftool read nothing of ${path}`)
  return tags
}
