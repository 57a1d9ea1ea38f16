import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  animation,
  emptyFile,
  fileWith,
  heic,
  htmlWithScript,
  jpeg,
  jpegFollowedBy,
  picture,
  svgWithScript,
  textNamedJpg,
} from '../../../testing/pictures.ts'
import { inspectImage } from './inspect.ts'
import { sniff } from './sniff.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-sniff-'))
})
afterAll(() => rm(folder, { recursive: true }))

const sniffed = async (path: string) => sniff(path, (await stat(path)).size)

describe('what a file is', () => {
  it('is found in its content, for every image that the house takes', async () => {
    const found = async (path: string) => (await sniffed(path))?.mime
    expect(await sniffed(await jpeg(folder))).toEqual({ kind: 'image', mime: 'image/jpeg', extension: 'jpg' })
    expect(await found(await heic(folder))).toBe('image/heic')
    expect(await found(await animation(folder, 'gif'))).toBe('image/gif')
    expect(await found(await animation(folder, 'webp'))).toBe('image/webp')
    for (const [extension, mime] of [
      ['png', 'image/png'],
      ['tif', 'image/tiff'],
      ['avif', 'image/avif'],
      ['webp', 'image/webp'],
    ] as const) {
      expect(await found(await picture(folder, extension, (plain) => plain))).toBe(mime)
    }
  })

  it('is not an image for words, pages, archives and PDF, whatever their name', async () => {
    expect(await sniffed(await textNamedJpg(folder))).toBeNull()
    for (const content of ['%PDF-1.7\n', 'PK\x03\x04\x14\0\0\0', '<?xml version="1.0"?><a/>', 'BM123456', '\0']) {
      expect(await sniffed(await fileWith(folder, 'jpg', content)), content).toBeNull()
    }
  })

  it('is said to be empty when there is nothing', async () => {
    await expect(sniffed(await emptyFile(folder))).rejects.toMatchObject({
      code: 'INVALID',
      key: 'media.errors.empty',
    })
  })
})

it('attack 52: SVG, HTML and XML are no images', async () => {
  expect(await sniffed(await svgWithScript(folder))).toBeNull()
  expect(await sniffed(await htmlWithScript(folder))).toBeNull()
  const xml = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
  expect(await sniffed(await fileWith(folder, 'svg', xml))).toBeNull()
  expect(await sniffed(await fileWith(folder, 'svg', `\ufeff\n${xml}`))).toBeNull()
})

describe('attack 53: a polyglot is what its beginning says', () => {
  it('a picture followed by a page or an archive is that picture', async () => {
    for (const tail of ['<html><script>alert(1)</script></html>', 'PK\x03\x04\x14\0\0\0\0\0']) {
      const path = await jpegFollowedBy(folder, tail)
      expect((await sniffed(path))?.mime).toBe('image/jpeg')
      expect(await inspectImage(path, 'image/jpeg')).toMatchObject({ width: 1200, height: 800 })
    }
  })

  it('a page that starts like a picture is refused as damaged', async () => {
    for (const content of [
      'GIF89a=1;alert(1)//<script>',
      'GIF89a/*\0\0\0\0*/=alert(1)',
      '\xef\xbb\xbfGIF89a<script>',
    ]) {
      const path = await fileWith(folder, 'gif', Buffer.from(content, 'latin1'))
      const mime = (await sniffed(path))?.mime
      expect(mime, content).toBe('image/gif')
      await expect(inspectImage(path, 'image/gif')).rejects.toMatchObject({ key: 'media.errors.damaged' })
    }
  })

  it('a picture that is not what it was sniffed as is refused', async () => {
    await expect(inspectImage(await jpeg(folder), 'image/gif')).rejects.toMatchObject({ key: 'media.errors.damaged' })
  })
})
