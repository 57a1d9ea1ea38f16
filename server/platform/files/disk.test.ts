import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { expect, it } from 'vitest'
import { fullDiskStore } from '../../testing/full-disk-store.ts'
import { fileStoreCompliance, type OpenedStore } from './compliance.ts'
import { openDiskStore } from './disk.ts'
import { isFileKey, newFileKey } from './keys.ts'
import { appendTo } from './writing.ts'

const incomingFolder = (root: string): string => join(root, 'incoming')

interface OpenedDisk extends OpenedStore {
  readonly root: string
}

async function openDisk(): Promise<OpenedDisk> {
  const root = await mkdtemp(join(tmpdir(), 'foyer-disk-'))
  return { root, store: await openDiskStore(root), close: () => rm(root, { recursive: true }) }
}

fileStoreCompliance('on disk', openDisk)

fileStoreCompliance('on a disk with room', async () => {
  const { store, close } = await openDisk()
  return { store: fullDiskStore(store, 1e9), close }
})

it('a full disk refuses, leaves nothing, and keeps what was there', async () => {
  const { root, store, close } = await openDisk()
  const full = fullDiskStore(store, 150_000)
  const refusal = { code: 'UNAVAILABLE', key: 'media.errors.diskFull' }
  const key = newFileKey()
  await full.write(key, Buffer.alloc(100_000))
  const source = Readable.from([Buffer.alloc(40_000), Buffer.alloc(40_000)])
  await expect(full.stage(source, { maxBytes: 1e9 })).rejects.toMatchObject(refusal)
  await expect(full.write(`${key}-480.webp`, Buffer.alloc(60_000))).rejects.toMatchObject(refusal)
  expect(await readdir(root)).toEqual(expect.arrayContaining([key, 'incoming']))
  expect(await readdir(root)).toHaveLength(2)
  expect(await readdir(incomingFolder(root))).toEqual([])
  expect((await buffer(full.read(key))).length).toBe(100_000)
  expect(await full.freeBytes()).toBe(0)
  await close()
})

it('a write that the disk refuses, whatever came before it, is a full disk and leaves the source alone', async () => {
  const source = new PassThrough()
  source.write(Buffer.alloc(3_000_000))
  const refused = appendTo('/dev/full', 0, source, 1e9)
  await expect(refused).rejects.toMatchObject({ code: 'UNAVAILABLE', key: 'media.errors.diskFull' })
  expect(source.destroyed).toBe(false)
})

it('files and folders are readable by their owner alone', async () => {
  const { root, store, close } = await openDisk()
  const staged = await store.stage(Readable.from([Buffer.from('a')]), { maxBytes: 10 })
  expect((await stat(staged.path)).mode & 0o777).toBe(0o600)
  expect((await stat(incomingFolder(root))).mode & 0o777).toBe(0o700)
  await close()
})

it('what lies in the folder without being a stored file is not listed', async () => {
  const { root, store, close } = await openDisk()
  await writeFile(join(root, '.marker'), '')
  await mkdir(join(root, 'lost+found'))
  const listed: string[] = []
  for await (const { key } of store.list()) listed.push(key)
  expect(listed).toEqual([])
  await close()
})

it('attack 54: a link among the staged files is not followed', async () => {
  const { root, store, close } = await openDisk()
  const target = join(root, 'target')
  await writeFile(target, 'kept')
  const id = newFileKey()
  await symlink(target, join(incomingFolder(root), id))
  await expect(store.adopt(id)).rejects.toMatchObject({ code: 'ELOOP' })
  const append = store.append(id, 4, Readable.from([Buffer.from('x')]), { maxBytes: 10 })
  await expect(append).rejects.toMatchObject({ code: 'ELOOP' })
  expect(await readFile(target, 'utf8')).toBe('kept')
  await close()
})

it('file keys are 26 characters, all different', () => {
  const keys = new Set(Array.from({ length: 1000 }, newFileKey))
  expect(keys.size).toBe(1000)
  for (const key of keys) expect(key).toMatch(/^[0-9a-z]{26}$/)
  expect([...keys].every((key) => isFileKey(key) && isFileKey(`${key}-2560.webp`))).toBe(true)
})

it('a reader that left before a file turned out to be missing is told, and nothing else is', async () => {
  const { store, close } = await openDisk()
  const left = new PassThrough()
  left.destroy()
  const missing = store.read(newFileKey())
  const closed = new Promise((resolve) => missing.once('close', resolve))
  // vitest fails a test whose stream throws an error that nobody hears.
  await expect(pipeline(missing, left)).rejects.toThrow()
  await closed
  await expect(buffer(store.read(newFileKey()))).rejects.toMatchObject({ code: 'ENOENT' })
  await close()
})
