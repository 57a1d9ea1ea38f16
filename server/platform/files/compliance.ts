import { createHash, randomBytes } from 'node:crypto'
import { utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DomainError } from '../../../shared/errors.ts'
import { newFileKey } from './keys.ts'
import type { FileStore } from './store.ts'

export interface OpenedStore {
  readonly store: FileStore
  readonly close: () => Promise<void>
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

/** What everyone may rely on in a FileStore: run over every implementation. `open` answers an empty store. */
export function fileStoreCompliance(name: string, open: () => Promise<OpenedStore>): void {
  describe(`the file store ${name}`, () => {
    let opened: OpenedStore
    let store: FileStore

    beforeEach(async () => {
      opened = await open()
      store = opened.store
    })
    afterEach(() => opened.close())

    const stage = (content: Uint8Array) => store.stage(Readable.from([content]), { maxBytes: 10_000_000 })
    const nothingLeft = async () => {
      expect(await collect(store.listStaged())).toEqual([])
      expect(await collect(store.list())).toEqual([])
    }

    it('keeps a staged file byte for byte under its key', async () => {
      const content = randomBytes(3_000_000)
      const staged = await stage(content)
      expect(staged).toMatchObject({ bytes: content.length, sha256: sha256(content) })
      expect((await collect(store.listStaged())).map((file) => file.id)).toEqual([staged.id])

      const key = newFileKey()
      await store.commit(staged, key)
      expect(await collect(store.listStaged())).toEqual([])
      expect((await collect(store.list())).map((file) => file.key)).toEqual([key])
      expect((await buffer(store.read(key))).equals(content)).toBe(true)
      expect(await store.stat(key)).toEqual({ bytes: content.length, modifiedAt: expect.any(Number) })
    })

    it('accepts an empty file and strings', async () => {
      expect(await store.stage(Readable.from([]), { maxBytes: 10 })).toMatchObject({ bytes: 0 })
      expect(await store.stage(Readable.from(['é']), { maxBytes: 10 })).toMatchObject({ bytes: 2 })
    })

    it('accepts exactly the limit and refuses one byte more, leaving nothing', async () => {
      const exact = await store.stage(Readable.from([Buffer.alloc(600), Buffer.alloc(400)]), { maxBytes: 1000 })
      await store.discard(exact)
      const source = new PassThrough()
      source.write(Buffer.alloc(600))
      source.write(Buffer.alloc(401))
      const refusal = store.stage(source, { maxBytes: 1000 })
      await expect(refusal).rejects.toMatchObject({ code: 'TOO_LARGE', key: 'media.errors.tooLarge' })
      expect(source.destroyed).toBe(false)
      source.destroy(new Error('the connection is gone'))
      await nothingLeft()
    })

    it('leaves nothing of a stream that breaks off', async () => {
      const source = new PassThrough()
      source.write(Buffer.alloc(100_000))
      const staging = store.stage(source, { maxBytes: 1_000_000 })
      setImmediate(() => source.destroy())
      await expect(staging).rejects.toThrow()
      await nothingLeft()

      const failing = new PassThrough()
      failing.write(Buffer.alloc(100_000))
      const failed = store.stage(failing, { maxBytes: 1_000_000 })
      setImmediate(() => failing.destroy(new Error('cut')))
      await expect(failed).rejects.toThrow('cut')
      await nothingLeft()
    })

    it('says that the disk is full, leaving nothing', async () => {
      const full = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      const filling = () =>
        Readable.from(
          (async function* () {
            yield Buffer.alloc(100_000)
            throw full()
          })(),
        )
      const refusal = { code: 'UNAVAILABLE', key: 'media.errors.diskFull' }
      await expect(store.stage(filling(), { maxBytes: 1_000_000 })).rejects.toMatchObject(refusal)
      await expect(store.write(newFileKey(), filling())).rejects.toMatchObject(refusal)
      await expect(store.write(newFileKey(), filling())).rejects.toBeInstanceOf(DomainError)
      await nothingLeft()
    })

    it('adopts a file that another writer has completed', async () => {
      const neighbour = await stage(randomBytes(10))
      const content = randomBytes(2_500_000)
      const path = join(dirname(neighbour.path), 'written-elsewhere')
      await writeFile(path, content)
      const staged = await store.adopt(path)
      expect(staged).toEqual({ id: 'written-elsewhere', path, bytes: content.length, sha256: sha256(content) })
      const key = newFileKey()
      await store.commit(staged, key)
      expect((await buffer(store.read(key))).equals(content)).toBe(true)
    })

    it('repeats a commit without harm and never overwrites', async () => {
      const key = newFileKey()
      const staged = await stage(Buffer.from('first'))
      await store.commit(staged, key)
      await store.commit(staged, key)
      const other = await stage(Buffer.from('other'))
      await expect(store.commit(other, key)).rejects.toThrow('exists already')
      expect((await buffer(store.read(key))).toString()).toBe('first')
      await expect(store.commit({ ...staged, bytes: 99 }, newFileKey())).rejects.toThrow()
    })

    it('discards and removes, also twice', async () => {
      const staged = await stage(Buffer.from('a'))
      await store.discard(staged)
      await store.discard(staged)
      const key = newFileKey()
      await store.write(key, Buffer.from('b'))
      await store.remove(key)
      await store.remove(key)
      expect(await store.stat(key)).toBeNull()
      await nothingLeft()
    })

    it('writes and replaces a file that can be made again', async () => {
      const key = `${newFileKey()}-960.webp`
      await store.write(key, Buffer.from('first'))
      await store.write(key, Readable.from([Buffer.from('sec'), Buffer.from('ond')]))
      expect((await buffer(store.read(key))).toString()).toBe('second')
      expect((await collect(store.list())).map((file) => file.key)).toEqual([key])
      expect(await collect(store.listStaged())).toEqual([])
    })

    it('reads a part, both ends included', async () => {
      const key = newFileKey()
      await store.write(key, Buffer.from('0123456789'))
      expect((await buffer(store.read(key, { start: 2, end: 4 }))).toString()).toBe('234')
    })

    it('answers for what is not there', async () => {
      const key = newFileKey()
      expect(await store.stat(key)).toBeNull()
      await expect(buffer(store.read(key))).rejects.toMatchObject({ code: 'ENOENT' })
    })

    it('tells the age and path of what lies there', async () => {
      const key = newFileKey()
      await store.write(key, Buffer.from('content'))
      const path = await store.local(key)
      await utimes(path, 1000, 1000)
      expect(await collect(store.list())).toEqual([{ key, bytes: 7, modifiedAt: 1_000_000 }])
      const staged = await stage(Buffer.from('a'))
      expect(await collect(store.listStaged())).toEqual([
        { id: staged.id, path: staged.path, bytes: 1, modifiedAt: expect.any(Number) },
      ])
    })

    it('sets a file aside, so that it has no key any more, until that is swept', async () => {
      const key = newFileKey()
      await store.write(key, Buffer.from('content'))
      await store.setAside(key, 2_000_000)
      expect(await collect(store.list())).toEqual([])
      expect(await store.stat(key)).toBeNull()
      await store.sweepAside(2_000_000)
      await store.sweepAside(2_000_001)
      await store.sweepAside(2_000_001)
    })

    it('knows how much may still be written', async () => {
      expect(await store.freeBytes()).toBeGreaterThan(1_000_000)
    })

    it('attack 54: a name that is not a file key never reaches the disk', async () => {
      const inside = newFileKey()
      const names = ['', '..', '../x', `../${inside}`, `${inside}/..`, `/etc/passwd`, `${inside}\0.webp`, 'incoming']
      names.push(`${inside}\r\n`, `..%2f${inside}`, inside.toUpperCase(), `${inside}-960.webp/`, `.${inside}`, '.git')
      const staged = await stage(Buffer.from('a'))
      for (const key of names) {
        expect(() => store.read(key), key).toThrow(TypeError)
        await expect(store.write(key, Buffer.from('a')), key).rejects.toThrow(TypeError)
        await expect(store.commit(staged, key), key).rejects.toThrow(TypeError)
        await expect(store.stat(key), key).rejects.toThrow(TypeError)
        await expect(store.remove(key), key).rejects.toThrow(TypeError)
        await expect(store.local(key), key).rejects.toThrow(TypeError)
      }
      await expect(store.adopt('/etc/passwd')).rejects.toThrow('staged')
      await expect(store.adopt(join(dirname(staged.path), '..', inside))).rejects.toThrow('staged')
      expect(await collect(store.list())).toEqual([])
    })
  })
}
