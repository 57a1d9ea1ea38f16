import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  animation,
  emptyFile,
  fileWith,
  heic,
  heicTurned,
  inProfile,
  jpeg,
  jpegWithGps,
  largeJpeg,
  picture,
  pixelBomb,
  svgWithScript,
  truncated,
} from '../../../testing/pictures.ts'
import { inspectImage } from './inspect.ts'

let folder: string
let anyHeic: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-inspect-'))
  anyHeic = await heic(folder)
})
afterAll(() => rm(folder, { recursive: true }))

const damaged = { code: 'INVALID', key: 'media.errors.damaged' }

describe('an accepted picture', () => {
  it('tells its size as it is seen, and when it was taken', async () => {
    expect(await inspectImage(await jpegWithGps(folder), 'image/jpeg')).toEqual({
      width: 800,
      height: 1200,
      takenAt: '2024-05-06T12:34:56',
      animated: false,
    })
    expect(await inspectImage(await jpeg(folder), 'image/jpeg')).toEqual({ width: 1200, height: 800, animated: false })
  })

  it('may be a HEIC, whose own rotation counts and whose EXIF orientation does not', async () => {
    const moment = { takenAt: '2024-05-06T12:34:56', animated: false }
    expect(await inspectImage(anyHeic, 'image/heic')).toEqual({ width: 1200, height: 800, ...moment })
    expect(await inspectImage(await heicTurned(folder), 'image/heic')).toEqual({ width: 800, height: 1200, ...moment })
  })

  it('may be of any other accepted kind', async () => {
    for (const extension of ['png', 'tiff', 'avif', 'webp'] as const) {
      const path = await picture(folder, extension, (plain) => plain)
      expect(await inspectImage(path, `image/${extension}`)).toEqual({ width: 900, height: 600, animated: false })
    }
    const deep = await picture(folder, 'png', (plain) => plain.greyscale().toColourspace('grey16'))
    expect(await inspectImage(deep, 'image/png')).toMatchObject({ width: 900 })
    expect(await inspectImage(await inProfile(folder, 'cmyk', 'jpg'), 'image/jpeg')).toMatchObject({ width: 640 })
  })

  it('may move', async () => {
    const moving = { width: 300, height: 200, animated: true }
    expect(await inspectImage(await animation(folder, 'gif'), 'image/gif')).toEqual(moving)
    expect(await inspectImage(await animation(folder, 'webp'), 'image/webp')).toEqual(moving)
  })

  it('has no moment when its camera knew none', async () => {
    const path = await jpegWithGps(folder)
    const content = await readFile(path)
    const written = Buffer.from('2024:05:06 12:34:56')
    for (const moment of ['0000:00:00 00:00:00', '2024:13:45 99:99:99', '2023:02:29 12:00:00', 'yesterday evening. ']) {
      const copy = Buffer.from(content)
      for (let at = copy.indexOf(written); at >= 0; at = copy.indexOf(written)) copy.write(moment, at)
      await writeFile(path, copy)
      expect(await inspectImage(path, 'image/jpeg'), moment).toEqual({ width: 800, height: 1200, animated: false })
    }
  })
})

describe('a refused file', () => {
  it('is empty', async () => {
    const refusal = { code: 'INVALID', key: 'media.errors.empty' }
    await expect(inspectImage(await emptyFile(folder), 'image/jpeg')).rejects.toMatchObject(refusal)
  })

  it('is a JPEG that was cut anywhere, even by its last two bytes', async () => {
    for (const path of [await jpeg(folder), await jpeg(folder, { width: 1200, height: 800 }, true)]) {
      for (const share of [0.01, 0.3, 0.9, 0.999]) {
        await expect(inspectImage(await truncated(path, share), 'image/jpeg'), `${share}`).rejects.toMatchObject(
          damaged,
        )
      }
      const content = await readFile(path)
      await writeFile(path, content.subarray(0, -2))
      await expect(inspectImage(path, 'image/jpeg')).rejects.toMatchObject(damaged)
    }
  })

  it('is a JPEG whose second half never arrived and reads as zeros', async () => {
    const path = await jpeg(folder)
    const { length } = await readFile(path)
    await truncate(path, length >> 1)
    await truncate(path, length)
    await expect(inspectImage(path, 'image/jpeg')).rejects.toMatchObject(damaged)
  })

  it('is any other picture that was cut', async () => {
    const paths = [anyHeic, await animation(folder, 'webp')]
    for (const extension of ['png', 'avif', 'webp', 'tiff', 'gif']) {
      paths.push(await picture(folder, extension, (plain) => plain))
    }
    for (const path of paths) {
      const mime = `image/${extname(path).slice(1)}`
      await expect(inspectImage(path, mime)).resolves.toMatchObject({})
      for (const share of [0.1, 0.5, 0.95]) {
        await expect(inspectImage(await truncated(path, share), mime), `${mime} ${share}`).rejects.toMatchObject(
          damaged,
        )
      }
    }
  })

  it('is a HEIC that lacks its last bytes', async () => {
    const path = await truncated(anyHeic, 0.9999)
    await expect(inspectImage(path, 'image/heic')).rejects.toMatchObject(damaged)
  })

  it('is no picture at all', async () => {
    await expect(inspectImage(await svgWithScript(folder), 'image/svg+xml')).rejects.toMatchObject(damaged)
    for (const beginning of ['\xff\xd8\xff\xe0', '\x89PNG\r\n\x1a\n', 'RIFF\x24\0\0\0WEBPVP8 ', 'II*\0\x08\0\0\0']) {
      const path = await fileWith(folder, 'jpg', Buffer.from(`${beginning}${'nonsense'.repeat(99)}`, 'latin1'))
      await expect(inspectImage(path, 'image/jpeg'), beginning).rejects.toMatchObject(damaged)
    }
  })

  it('is not there, which is no fault of the picture', async () => {
    await expect(inspectImage(join(folder, 'missing'), 'image/jpeg')).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('attack 55: a pixel bomb is refused by its header', () => {
  const bombed = { code: 'TOO_LARGE', key: 'media.errors.tooManyPixels', args: { megapixels: 400, limit: 120 } }

  it('within 200 ms of work and without the memory that its pixels would take', async () => {
    const path = await pixelBomb(folder)
    const before = process.resourceUsage().maxRSS
    const start = process.cpuUsage()
    await expect(inspectImage(path, 'image/png')).rejects.toMatchObject(bombed)
    const { user, system } = process.cpuUsage(start)
    expect((user + system) / 1000).toBeLessThan(200)
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(30_000)
  })

  it('in a GIF, a JPEG and a HEIC, whose headers lie', async () => {
    const gif = Buffer.from(
      'GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02\x02D\x01\0;',
      'latin1',
    )
    const tooMany = { code: 'TOO_LARGE', key: 'media.errors.tooManyPixels' }
    await expect(inspectImage(await fileWith(folder, 'gif', gif), 'image/gif')).rejects.toMatchObject(tooMany)
    const lying = async (path: string, patch: (content: Buffer) => void) => {
      const copy = join(folder, `lying${extname(path)}`)
      await copyFile(path, copy)
      const content = await readFile(copy)
      patch(content)
      await writeFile(copy, content)
      return copy
    }
    const frame = (content: Buffer) => content.indexOf(Buffer.from([0xff, 0xc0])) + 5
    const huge = await lying(await jpeg(folder), (content) => content.fill(0x7f, frame(content), frame(content) + 4))
    await expect(inspectImage(huge, 'image/jpeg')).rejects.toMatchObject(tooMany)
    const extents = (content: Buffer) => content.indexOf('ispe') + 8
    const heicHuge = await lying(anyHeic, (content) => {
      content.writeUInt32BE(20_000, extents(content))
      content.writeUInt32BE(20_000, extents(content) + 4)
    })
    await expect(inspectImage(heicHuge, 'image/heic')).rejects.toMatchObject(bombed)
  })

  it('while a 24-megapixel picture passes', async () => {
    expect(await inspectImage(await largeJpeg(folder, 24), 'image/jpeg')).toMatchObject({ width: 6000, height: 4000 })
  })
})
