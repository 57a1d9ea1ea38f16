import { createHash } from 'node:crypto'
import { constants, createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs, utimes } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DomainError } from '../../../shared/errors.ts'
import { assertFileKey, isFileKey, newFileKey } from './keys.ts'
import { mebibyte, mebibytes } from './mebibytes.ts'
import type { FileStat, FileStore, StagedFile, StoredFile } from './store.ts'

/** The folder of staged files: inside the root, because a rename is only atomic within one file system. */
export const incomingFolder = (root: string): string => join(resolve(root), 'incoming')

/**
 * A FileStore on a local disk: `<root>/<key>`, staged files under `<root>/incoming/`, files that were set aside under
 * `<root>/lost/`. The folders are made when they are missing, readable by this user alone.
 */
export async function openDiskStore(root: string): Promise<FileStore> {
  const folder = resolve(root)
  const incoming = incomingFolder(root)
  const lost = join(folder, 'lost')
  await mkdir(incoming, { recursive: true, mode: 0o700 })

  const pathOf = (key: string): string => {
    assertFileKey(key)
    return join(folder, key)
  }

  const newStagedPath = (): string => join(incoming, `${newFileKey()}.part`)

  return {
    async stage(source, { maxBytes }) {
      const path = newStagedPath()
      const { bytes, sha256 } = await writeDurably(path, source, maxBytes)
      return { id: basename(path), path, bytes, sha256 }
    },

    async adopt(path) {
      const staged = resolve(path)
      if (dirname(staged) !== incoming) throw new Error('only a staged file can be adopted')
      return { id: basename(staged), path: staged, ...(await hashDurably(staged)) }
    },

    async commit(staged, key) {
      const target = pathOf(key)
      const present = await statOrNull(target)
      if (present) {
        if (present.bytes === staged.bytes && !(await statOrNull(staged.path))) return
        throw new Error(`the file ${key} exists already`)
      }
      await sayingDiskFull(async () => {
        await rename(staged.path, target)
        await syncFolder(folder)
      })
    },

    discard: (staged) => rm(staged.path, { force: true }),

    async write(key, content) {
      const target = pathOf(key)
      const path = newStagedPath()
      const source = content instanceof Uint8Array ? Readable.from([content]) : content
      await writeDurably(path, source, Number.POSITIVE_INFINITY)
      await sayingDiskFull(async () => {
        await rename(path, target)
        await syncFolder(folder)
      }).catch(async (error: unknown) => {
        await rm(path, { force: true })
        throw error
      })
    },

    read: (key, range) => createReadStream(pathOf(key), range),

    stat: async (key) => statOrNull(pathOf(key)),

    async remove(key) {
      await rm(pathOf(key), { force: true })
    },

    async setAside(key, at) {
      const path = pathOf(key)
      await mkdir(lost, { recursive: true, mode: 0o700 })
      // The time of the file tells from then on when it was set aside.
      await utimes(path, at / 1000, at / 1000)
      await rename(path, join(lost, key))
      await syncFolder(lost)
    },

    async sweepAside(before) {
      await mkdir(lost, { recursive: true, mode: 0o700 })
      for await (const { name, modifiedAt } of filesIn(lost)) {
        if (isFileKey(name) && modifiedAt < before) await rm(join(lost, name), { force: true })
      }
    },

    async *list() {
      for await (const file of filesIn(folder)) {
        if (isFileKey(file.name)) yield toStored(file)
      }
    },

    async *listStaged() {
      for await (const file of filesIn(incoming)) yield toStaged(file, join(incoming, file.name))
    },

    local: async (key) => pathOf(key),

    async freeBytes() {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
  }
}

interface FoundFile extends FileStat {
  readonly name: string
}

const toStored = ({ name, ...stats }: FoundFile): StoredFile => ({ key: name, ...stats })

const toStaged = ({ name, ...stats }: FoundFile, path: string): StagedFile => ({ id: name, path, ...stats })

/** Looked at side by side: one after another, ten thousand photographs would hold up the start for two seconds. */
const lookedAtOnce = 256

async function* filesIn(folder: string): AsyncGenerator<FoundFile> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  for (let next = 0; next < names.length; next += lookedAtOnce) {
    const group = names.slice(next, next + lookedAtOnce)
    const found = await Promise.all(group.map(async (name) => ({ name, stats: await statOrNull(join(folder, name)) })))
    // Another request may have removed a file since the folder was read.
    for (const { name, stats } of found) if (stats) yield { name, ...stats }
  }
}

async function statOrNull(path: string): Promise<FileStat | null> {
  try {
    const { size, mtimeMs } = await stat(path)
    return { bytes: size, modifiedAt: mtimeMs }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

interface Content {
  readonly bytes: number
  readonly sha256: string
}

async function writeDurably(path: string, source: Readable, maxBytes: number): Promise<Content> {
  const hash = createHash('sha256')
  let bytes = 0
  // The copy hears of an error, but listens only from its first read on, and no longer after a refusal; an error that
  // nobody listens to ends the process.
  source.on('error', () => {})

  async function* measured(): AsyncGenerator<Buffer> {
    for await (const chunk of source.iterator({ destroyOnReturn: false })) {
      const part: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
      bytes += part.length
      if (bytes > maxBytes) throw new DomainError('TOO_LARGE', 'media.errors.tooLarge', { limit: mebibytes(maxBytes) })
      hash.update(part)
      yield part
    }
  }

  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true, highWaterMark: mebibyte })
  try {
    await sayingDiskFull(() => pipeline(measured, file))
  } catch (error) {
    // Until it is closed it may not yet have been made.
    if (!file.closed) await new Promise<void>((resolve) => file.once('close', resolve))
    await rm(path, { force: true })
    throw error
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function hashDurably(path: string): Promise<Content> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    if (!(await file.stat()).isFile()) throw new Error('only a plain file can be adopted')
    await file.sync()
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of file.createReadStream({ highWaterMark: mebibyte, autoClose: false })) {
      hash.update(chunk)
      bytes += chunk.length
    }
    return { bytes, sha256: hash.digest('hex') }
  } finally {
    await file.close()
  }
}

/** Without it a power cut can undo a rename that was acknowledged. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function sayingDiskFull<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new DomainError('UNAVAILABLE', 'media.errors.diskFull')
    throw error
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)
