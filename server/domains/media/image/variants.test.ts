import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  animation,
  heic,
  heicOf,
  heicTurned,
  inProfile,
  jpeg,
  jpegWithGps,
  largeJpeg,
  picture,
  pixelBomb,
  tagsOf,
  truncated,
} from '../../../testing/pictures.ts'
import { makeVariants, preview, type Variant } from './variants.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-variants-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function variantsOf(path: string) {
  const variants: Variant[] = []
  const made = await makeVariants(path, async (variant) => {
    variants.push(variant)
  })
  return { variants, ...made }
}

/** Red, green and blue at a place given in shares of the sides. */
async function colourAt(content: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(content).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
  return [...data.subarray(at, at + 3)]
}

const brightness = async (content: Buffer, x: number, y: number) =>
  (await colourAt(content, x, y)).reduce((sum, value) => sum + value, 0) / 3

async function expectUprightPhotograph(content: Buffer): Promise<void> {
  expect(await brightness(content, 0.5, 0.2)).toBeGreaterThan(100)
  expect(await brightness(content, 0.5, 0.8)).toBeLessThan(50)
}

const near = (colour: readonly number[]) => colour.map((value) => expect.closeTo(value, -1.2))

describe('variants', () => {
  it('of a large picture are WebP in four widths, from the widest, each what it says', async () => {
    const { variants, widths, thumbhash } = await variantsOf(await largeJpeg(folder, 24))
    expect(widths).toEqual([2560, 1600, 960, 480])
    expect(variants.map((variant) => variant.width)).toEqual(widths)
    for (const { content, width, height } of variants) {
      expect(await sharp(content).metadata()).toMatchObject({ format: 'webp', width, height, space: 'srgb' })
      expect(await brightness(content, 0.2, 0.5)).toBeGreaterThan(100)
      expect(await brightness(content, 0.8, 0.5)).toBeLessThan(50)
    }
    expect(Buffer.from(thumbhash, 'base64').length).toBeGreaterThan(10)
    expect(thumbhash.length).toBeLessThan(40)
  })

  it('of a small picture include its own width', async () => {
    expect((await variantsOf(await jpeg(folder, { width: 300, height: 200 }))).widths).toEqual([300])
    expect((await variantsOf(await jpeg(folder, { width: 1200, height: 800 }))).widths).toEqual([1200, 960, 480])
  })

  it('stand upright, whichever way the picture says so', async () => {
    for (const path of [await jpegWithGps(folder), await heicTurned(folder)]) {
      const { variants } = await variantsOf(path)
      expect(variants.map(({ width, height }) => [width, height])).toEqual([
        [800, 1200],
        [480, 720],
      ])
      for (const { content } of variants) await expectUprightPhotograph(content)
      await expectUprightPhotograph(await preview(path, 480))
    }
  })

  it('are sRGB, from wide gamut, from print, and from HEIC', async () => {
    const png = await inProfile(folder, 'p3', 'png')
    for (const path of [png, await inProfile(folder, 'p3', 'jpg'), await heicOf(folder, png)]) {
      const { variants } = await variantsOf(path)
      for (const { content } of variants) expect(await colourAt(content, 0.5, 0.5)).toEqual(near([32, 192, 64]))
      expect(await colourAt(await preview(path, 480), 0.5, 0.5)).toEqual(near([32, 192, 64]))
    }
    // Ink cannot be as green as a screen.
    const { variants } = await variantsOf(await inProfile(folder, 'cmyk', 'jpg'))
    for (const { content } of variants) {
      expect(await sharp(content).metadata()).toMatchObject({ space: 'srgb', channels: 3 })
      expect(await colourAt(content, 0.5, 0.5)).toEqual(near([92, 157, 42]))
    }
  })

  it('show the first frame of an animation', async () => {
    for (const extension of ['gif', 'webp'] as const) {
      const { variants } = await variantsOf(await animation(folder, extension))
      const [variant] = variants
      expect(variants).toHaveLength(1)
      const content = variant?.content ?? Buffer.alloc(0)
      expect((await sharp(content).metadata()).pages).toBeUndefined()
      expect(await colourAt(content, 0.5, 0.5)).toEqual(near([254, 0, 0]))
    }
  })

  it('are made of grey, of sixteen bits, of transparent and of very long pictures', async () => {
    const grey = await picture(folder, 'png', (plain) => plain.greyscale())
    const deep = await picture(folder, 'png', (plain) => plain.toColourspace('rgb16'))
    const clear = await picture(folder, 'png', (plain) => plain.ensureAlpha(0.5))
    const long = await picture(folder, 'png', (plain) => plain.resize(200, 20_000, { fit: 'fill' }))
    expect((await variantsOf(grey)).widths).toEqual([900, 480])
    const [fromDeep] = (await variantsOf(deep)).variants
    expect(await brightness(fromDeep?.content ?? Buffer.alloc(0), 0.2, 0.5)).toBeGreaterThan(100)
    const [fromClear] = (await variantsOf(clear)).variants
    expect(await sharp(fromClear?.content).metadata()).toMatchObject({ hasAlpha: true })
    const { variants } = await variantsOf(long)
    expect(variants.map(({ width, height }) => [width, height])).toEqual([[164, 16_383]])
  })

  it('fail as damaged when the pixels are, and let the refusal of whoever stores them through', async () => {
    const broken = await truncated(await jpeg(folder), 0.7)
    await expect(variantsOf(broken)).rejects.toMatchObject({ code: 'INVALID', key: 'media.errors.damaged' })
    await expect(preview(broken, 480)).rejects.toMatchObject({ code: 'INVALID', key: 'media.errors.damaged' })
    const full = new Error('disk full')
    await expect(makeVariants(await jpeg(folder), () => Promise.reject(full))).rejects.toBe(full)
  })
})

it('a preview is one WebP, not wider than the picture', async () => {
  const large = await largeJpeg(folder, 12)
  expect(await sharp(await preview(large, 960)).metadata()).toMatchObject({ format: 'webp', width: 960, height: 640 })
  const small = await preview(await heic(folder, { width: 600, height: 400 }), 960)
  expect(await sharp(small).metadata()).toMatchObject({ format: 'webp', width: 600, height: 400 })
})

it('attack 55: a pixel bomb is refused before a pixel is decoded', async () => {
  const path = await pixelBomb(folder)
  const refusal = { code: 'TOO_LARGE', key: 'media.errors.tooManyPixels' }
  await expect(variantsOf(path)).rejects.toMatchObject(refusal)
  await expect(preview(path, 480)).rejects.toMatchObject(refusal)
})

it('attack 57: nothing that a picture knew of place, moment, maker or words is in what is served', async () => {
  const noSecret = /gps|exif|xmp|iptc|icc|photoshop|makernotes|comment|orientation|artist|title|date\/time|datetime/i
  for (const path of [await jpegWithGps(folder), await heic(folder)]) {
    expect(Object.keys(await tagsOf(path)).join()).toMatch(/GPS/)
    const { variants } = await variantsOf(path)
    const served = [...variants.map(({ content }) => content), await preview(path, 480)]
    expect(served.length).toBeGreaterThan(2)
    for (const content of served) {
      const file = join(folder, 'served.webp')
      await writeFile(file, content)
      const tags = Object.keys(await tagsOf(file)).filter((tag) => !/^(SourceFile|ExifTool:|File:)/.test(tag))
      expect(tags.filter((tag) => noSecret.test(tag))).toEqual([])
      expect(tags.every((tag) => /^(RIFF|Composite):/.test(tag))).toBe(true)
      expect(content.includes('secret')).toBe(false)
      expect(content.includes('Exif')).toBe(false)
    }
  }
})
