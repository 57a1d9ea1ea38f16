import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anyDecoder, decoders } from '../../../testing/decoders.ts'
import { fileWith, heic, heicOf, inProfile, picture, truncated } from '../../../testing/pictures.ts'
import { readHeader } from './header.ts'
import { decodeHeic } from './heic.ts'

let folder: string
let photograph: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-heic-'))
  photograph = await heic(folder)
})
afterAll(() => rm(folder, { recursive: true }))

const MEBIBYTE = 1024 * 1024

const damaged = { code: 'INVALID', key: 'media.errors.damaged' }
const unavailable = { code: 'UNAVAILABLE' }

/** A file whose reader waits for its first byte for ever. */
async function endless(): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.heic`)
  await promisify(execFile)('mkfifo', [path])
  return path
}

describe('a HEIC', () => {
  it('is decoded to every pixel, also where its sides are odd', async () => {
    const odd = { width: 611, height: 407 }
    for (const [path, size] of [
      [photograph, { width: 1200, height: 800 }],
      [await heic(folder, odd), odd],
    ] as const) {
      const file = await decodeHeic(path, undefined)
      const { channels } = await sharp(file).stats()
      expect(await sharp(file).metadata()).toMatchObject({ format: 'tiff', channels: 3, ...size })
      expect(channels[0]?.max).toBeGreaterThan(150)
    }
  })

  it('brings its colour profile', async () => {
    const path = await heicOf(folder, await inProfile(folder, 'p3', 'png'))
    const { icc } = await readHeader(path)
    expect(icc?.length).toBeGreaterThan(100)
    const file = await decodeHeic(path, icc)
    expect((await sharp(file).metadata()).icc?.length).toBe(icc?.length)
  })

  it('keeps its transparency', async () => {
    const source = await picture(folder, 'png', (plain) => plain.ensureAlpha(0.5))
    const file = await decodeHeic(await heicOf(folder, source), undefined)
    const { channels } = await sharp(file).stats()
    expect(channels).toHaveLength(4)
    expect(channels[3]?.mean).toBeGreaterThan(120)
    expect(channels[3]?.mean).toBeLessThan(135)
  })
})

describe('a decoder', () => {
  it('ends early when it is asked to, and does not begin after that', async () => {
    const ending = new AbortController()
    const decoding = expect(decodeHeic(await endless(), undefined, { signal: ending.signal })).rejects.toMatchObject(
      unavailable,
    )
    await anyDecoder()
    ending.abort()
    await decoding
    expect(decoders()).toEqual([])
    const { signal } = ending
    await expect(decodeHeic(photograph, undefined, { signal })).rejects.toMatchObject(unavailable)
  })
})

describe('a hostile HEIC ends its own process and nothing else', () => {
  it('when it is cut', async () => {
    for (const share of [0.02, 0.5, 0.97]) {
      await expect(decodeHeic(await truncated(photograph, share), undefined)).rejects.toMatchObject(damaged)
    }
  })

  it('when it is nothing of the kind', async () => {
    for (const content of ['', 'words', `\0\0\0\x18ftypheic\0\0\0\0mif1heic${'nonsense'.repeat(99)}`]) {
      await expect(decodeHeic(await fileWith(folder, 'heic', content), undefined)).rejects.toMatchObject(damaged)
    }
    await expect(decodeHeic(join(folder, 'missing.heic'), undefined)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('when single bytes were changed: a picture or a refusal, never a crash', async () => {
    const content = await readFile(await heic(folder, { width: 320, height: 240 }))
    const path = join(folder, 'changed.heic')
    for (let turn = 0; turn < 12; turn++) {
      const changed = Buffer.from(content)
      // Spread over the boxes and the coded pixels alike, the same at every run.
      for (let at = turn * 7; at < changed.length; at += 97 + turn * 13) changed.writeUInt8((turn * 37 + at) & 255, at)
      await writeFile(path, changed)
      const outcome = await decodeHeic(path, undefined).catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toMatchObject(damaged)
      else expect(outcome).toBeInstanceOf(Uint8Array)
    }
  }, 60_000)

  it('when the decoder itself crashes: that may be tried again', async () => {
    const decoding = expect(decodeHeic(await endless(), undefined)).rejects.toMatchObject(unavailable)
    process.kill(await anyDecoder(), 'SIGSEGV')
    await decoding
    expect(decoders()).toEqual([])
  })

  it('when it takes too long', async () => {
    const limits = { timeoutMs: 5, maxMemoryBytes: 1e9 }
    await expect(decodeHeic(photograph, undefined, limits)).rejects.toMatchObject(damaged)
  })

  it('attack 55: when it takes too much memory', async () => {
    const path = await heic(folder, { width: 2400, height: 1600 })
    const refused = await decodeHeic(path, undefined, { timeoutMs: 30_000, maxMemoryBytes: 24 * MEBIBYTE }).catch(
      (error: unknown) => error,
    )
    expect(refused).toMatchObject(damaged)
    const file = await decodeHeic(path, undefined, { timeoutMs: 30_000, maxMemoryBytes: 64 * MEBIBYTE })
    expect(file.length).toBeGreaterThan(2400 * 1600 * 3)
  })
})
