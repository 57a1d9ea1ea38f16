import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, stat, statfs, utimes } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { DomainError } from '../../../shared/errors.ts'
import { assertFileKey, assertStagedId, isFileKey, isStagedId, newFileKey } from './keys.ts'
import type { FileStat, FileStore, StagedFile, StoredFile } from './store.ts'
import { appendTo, codeOf, hashDurably, renameDurably, writeDurably } from './writing.ts'

/**
 * A FileStore on a local disk: `<root>/<key>`, staged files under `<root>/incoming/`, files that were set aside under
 * `<root>/lost/`. The folders are made when they are missing, readable by this user alone.
 */
export async function openDiskStore(root: string): Promise<FileStore> {
  const folder = resolve(root)
  // Inside the root, because a rename is only atomic within one file system.
  const incoming = join(folder, 'incoming')
  const lost = join(folder, 'lost')
  const note = join(folder, '.foyer')
  await mkdir(incoming, { recursive: true, mode: 0o700 })

  const pathOf = (key: string): string => {
    assertFileKey(key)
    return join(folder, key)
  }

  const stagedPathOf = (id: string): string => {
    assertStagedId(id)
    return join(incoming, id)
  }

  const newStagedId = (): string => `${newFileKey()}.part`

  /** All of it or nothing; replaces a former file. */
  const replace = async (target: string, content: Uint8Array | Readable) => {
    const path = stagedPathOf(newStagedId())
    await writeDurably(path, content instanceof Readable ? content : Readable.from([content]), Number.POSITIVE_INFINITY)
    await renameDurably(path, target).catch(async (error: unknown) => {
      await rm(path, { force: true })
      throw error
    })
  }

  return {
    async stage(source, { maxBytes }) {
      const id = newStagedId()
      const path = stagedPathOf(id)
      return { id, path, ...(await writeDurably(path, source, maxBytes)) }
    },

    async begin(id) {
      assertFileKey(id)
      await (await open(stagedPathOf(id), 'wx', 0o600)).close()
    },

    async append(id, offset, source, { maxBytes }) {
      const path = stagedPathOf(id)
      try {
        return await appendTo(path, offset, source, maxBytes)
      } catch (error) {
        if (error instanceof DomainError && error.code === 'UNAVAILABLE') await rm(path, { force: true })
        throw error
      }
    },

    stagedBytes: async (id) => (await statOrNull(stagedPathOf(id)))?.bytes ?? null,

    async adopt(id) {
      const path = stagedPathOf(id)
      return { id, path, ...(await hashDurably(path)) }
    },

    async commit({ id, bytes }, key) {
      const [path, target] = [stagedPathOf(id), pathOf(key)]
      const present = await statOrNull(target)
      if (present) {
        if (present.bytes === bytes && !(await statOrNull(path))) return
        throw new Error(`the file ${key} exists already`)
      }
      await renameDurably(path, target)
    },

    discard: async ({ id }) => rm(stagedPathOf(id), { force: true }),

    write: async (key, content) => replace(pathOf(key), content),

    read(key, range) {
      const stream = createReadStream(pathOf(key), range)
      // Whoever left before it was opened hears no error any more: without anybody to hear it, it would end the process.
      stream.on('error', () => undefined)
      return stream
    },

    stat: async (key) => statOrNull(pathOf(key)),

    async remove(key) {
      await rm(pathOf(key), { force: true })
    },

    async setAside(key, at) {
      const path = pathOf(key)
      await mkdir(lost, { recursive: true, mode: 0o700 })
      // The time of the file tells from then on when it was set aside.
      await utimes(path, at / 1000, at / 1000)
      await renameDurably(path, join(lost, key))
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
      for await (const file of filesIn(incoming)) {
        if (isStagedId(file.name)) yield toStaged(file)
      }
    },

    async note() {
      try {
        return await readFile(note, 'utf8')
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null
        throw error
      }
    },

    writeNote: (text) => replace(note, Buffer.from(text)),

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

const toStaged = ({ name, ...stats }: FoundFile): StagedFile => ({ id: name, ...stats })

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
