import { createHash, randomBytes } from 'node:crypto'
import { readFile, utimes } from 'node:fs/promises'
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

    const full = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    /** Gives these bytes, then fails as a full disk does. */
    const filling = (bytes: number) =>
      Readable.from(
        (async function* () {
          yield Buffer.alloc(bytes)
          throw full()
        })(),
      )
    const diskFull = { code: 'UNAVAILABLE', key: 'media.errors.diskFull' }
    const append = (id: string, offset: number, content: Uint8Array, maxBytes = 10_000_000) =>
      store.append(id, offset, Readable.from([content]), { maxBytes })
    const begun = async () => {
      const id = newFileKey()
      await store.begin(id)
      return id
    }
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
      await expect(store.stage(filling(100_000), { maxBytes: 1_000_000 })).rejects.toMatchObject(diskFull)
      await expect(store.write(newFileKey(), filling(100_000))).rejects.toMatchObject(diskFull)
      await expect(store.write(newFileKey(), filling(100_000))).rejects.toBeInstanceOf(DomainError)
      await nothingLeft()
    })

    it('takes a file piece by piece, byte for byte', async () => {
      const neighbour = await begun()
      const id = await begun()
      expect(await store.stagedBytes(id)).toBe(0)
      const content = randomBytes(3_500_000)
      expect(await append(id, 0, content.subarray(0, 3_000_000))).toBe(3_000_000)
      expect(await append(id, 3_000_000, Buffer.alloc(0))).toBe(3_000_000)
      expect(await append(id, 3_000_000, content.subarray(3_000_000))).toBe(content.length)
      expect(await store.stagedBytes(id)).toBe(content.length)
      const listed = (await collect(store.listStaged())).map((file) => [file.id, file.bytes] as const)
      expect(new Map(listed)).toEqual(new Map([[neighbour, 0] as const, [id, content.length] as const]))

      const staged = await store.adopt(id)
      expect(staged).toEqual({ id, path: expect.any(String), bytes: content.length, sha256: sha256(content) })
      expect(await store.adopt(id)).toEqual(staged)
      expect((await readFile(staged.path)).equals(content)).toBe(true)
      const key = newFileKey()
      await store.commit(staged, key)
      expect(await store.stagedBytes(id)).toBeNull()
      expect((await buffer(store.read(key))).equals(content)).toBe(true)
      expect(await store.stagedBytes(neighbour)).toBe(0)
    })

    it('takes many small pieces as they come, so that a reader sees them before the source ends', async () => {
      const id = await begun()
      const source = new PassThrough()
      const appended = store.append(id, 0, source, { maxBytes: 1000 })
      source.write('slow ')
      await expect.poll(() => store.stagedBytes(id)).toBe(5)
      source.write('and ')
      await expect.poll(() => store.stagedBytes(id)).toBe(9)
      source.end('steady')
      expect(await appended).toBe(15)
      expect((await store.adopt(id)).sha256).toBe(sha256(Buffer.from('slow and steady')))
    })

    it('appends only where the file ends, and reads nothing otherwise', async () => {
      const id = await begun()
      await append(id, 0, Buffer.from('0123456789'))
      for (const offset of [0, 9, 11]) {
        const source = Readable.from([Buffer.from('x')])
        await expect(store.append(id, offset, source, { maxBytes: 100 }), String(offset)).rejects.toThrow(RangeError)
        expect(source.readableDidRead, String(offset)).toBe(false)
        expect(source.destroyed).toBe(false)
      }
      expect((await store.adopt(id)).sha256).toBe(sha256(Buffer.from('0123456789')))
    })

    it('keeps of a piece that breaks off all that came, and goes on there', async () => {
      const content = randomBytes(2_500_000)
      const id = await begun()
      await append(id, 0, content.subarray(0, 1_000_000))
      const failing = Readable.from(
        (async function* () {
          yield content.subarray(1_000_000, 1_600_000)
          yield content.subarray(1_600_000, 2_300_000)
          throw new Error('cut')
        })(),
      )
      await expect(store.append(id, 1_000_000, failing, { maxBytes: 1e9 })).rejects.toThrow('cut')
      expect(await store.stagedBytes(id)).toBe(2_300_000)

      const leaving = new PassThrough()
      leaving.write(content.subarray(2_300_000, 2_400_000))
      const left = store.append(id, 2_300_000, leaving, { maxBytes: 1e9 })
      await expect.poll(() => store.stagedBytes(id)).toBe(2_400_000)
      leaving.destroy()
      await expect(left).rejects.toThrow()
      expect(await append(id, 2_400_000, content.subarray(2_400_000))).toBe(content.length)
      expect((await store.adopt(id)).sha256).toBe(sha256(content))
    })

    it('appends up to the limit; of more it keeps what came before, and leaves the source to its owner', async () => {
      const id = await begun()
      await append(id, 0, Buffer.alloc(400), 1000)
      const source = new PassThrough()
      source.write(Buffer.alloc(600))
      const refusal = store.append(id, 400, source, { maxBytes: 1000 })
      await expect.poll(() => store.stagedBytes(id)).toBe(1000)
      source.write(Buffer.alloc(1))
      await expect(refusal).rejects.toMatchObject({ code: 'TOO_LARGE', key: 'media.errors.tooLarge' })
      expect(source.destroyed).toBe(false)
      source.destroy(new Error('the connection is gone'))
      expect(await store.stagedBytes(id)).toBe(1000)
    })

    it('leaves nothing of a file whose next piece meets a full disk', async () => {
      const id = await begun()
      await append(id, 0, Buffer.alloc(100_000))
      const appended = store.append(id, 100_000, filling(50_000), { maxBytes: 1e9 })
      await expect(appended).rejects.toMatchObject(diskFull)
      expect(await store.stagedBytes(id)).toBeNull()
      await nothingLeft()
    })

    it('knows no file that was not begun, and begins none twice', async () => {
      const id = newFileKey()
      const source = Readable.from([Buffer.from('x')])
      await expect(store.append(id, 0, source, { maxBytes: 10 })).rejects.toMatchObject({ code: 'ENOENT' })
      expect(source.readableDidRead).toBe(false)
      await expect(store.adopt(id)).rejects.toMatchObject({ code: 'ENOENT' })
      expect(await store.stagedBytes(id)).toBeNull()
      await store.begin(id)
      await append(id, 0, Buffer.from('kept'))
      await expect(store.begin(id)).rejects.toThrow()
      expect(await store.stagedBytes(id)).toBe(4)
      await store.discard({ id })
      await nothingLeft()
    })

    it('keeps a note beside the files that is none of them', async () => {
      expect(await store.note()).toBeNull()
      await store.writeNote('the first')
      await store.writeNote('été')
      expect(await store.note()).toBe('été')
      await nothingLeft()
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
      const { id } = await stage(Buffer.from('a'))
      expect(await collect(store.listStaged())).toEqual([{ id, bytes: 1, modifiedAt: expect.any(Number) }])
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
        await expect(store.begin(key), key).rejects.toThrow(TypeError)
        await expect(append(key, 0, Buffer.from('a')), key).rejects.toThrow(TypeError)
        await expect(store.stagedBytes(key), key).rejects.toThrow(TypeError)
        await expect(store.adopt(key), key).rejects.toThrow(TypeError)
        await expect(store.discard({ id: key }), key).rejects.toThrow(TypeError)
      }
      expect(await collect(store.list())).toEqual([])
    })
  })
}
