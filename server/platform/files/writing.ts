import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { constants, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { DomainError } from '../../../shared/errors.ts'
import { megabytes } from './megabytes.ts'

const chunkBytes = 1024 ** 2

export interface Content {
  readonly bytes: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
}

/**
 * The pieces of a source that may bring a file from `offset` to `maxBytes`. The source is not destroyed.
 * @throws {DomainError} TOO_LARGE, before the first piece that is too much
 */
async function* piecesOf(source: Readable, offset: number, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = offset
  for await (const chunk of source.iterator({ destroyOnReturn: false })) {
    const piece: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
    bytes += piece.length
    if (bytes > maxBytes) throw new DomainError('TOO_LARGE', 'media.errors.tooLarge', { limit: megabytes(maxBytes) })
    yield piece
  }
}

/**
 * The copy hears of an error of its source, but listens only from its first read on, and no longer after a refusal; an
 * error that nobody listens to ends the process.
 */
const bear = (source: Readable) => source.on('error', () => {})

/** Writes a new file and waits until it is on the disk; of what fails nothing is left. */
export async function writeDurably(path: string, source: Readable, maxBytes: number): Promise<Content> {
  const hash = createHash('sha256')
  let bytes = 0
  bear(source)

  async function* measured(): AsyncGenerator<Buffer> {
    for await (const piece of piecesOf(source, 0, maxBytes)) {
      bytes += piece.length
      hash.update(piece)
      yield piece
    }
  }

  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true, highWaterMark: chunkBytes })
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

/**
 * Writes a stream to the end of a file, without waiting for the disk; what came before a failure is kept.
 * @throws as `FileStore.append`
 */
export async function appendTo(path: string, offset: number, source: Readable, maxBytes: number): Promise<number> {
  bear(source)
  const handle = await open(path, constants.O_WRONLY | constants.O_NOFOLLOW)
  const { size } = await handle.stat()
  if (size !== offset) {
    await handle.close()
    throw new RangeError(`the staged file has ${size} bytes, not ${offset}`)
  }
  // While one write is on its way, what comes gathers up to this and goes with the next.
  const file = handle.createWriteStream({ start: offset, highWaterMark: chunkBytes })
  file.on('error', () => {})
  await sayingDiskFull(async () => {
    try {
      for await (const piece of piecesOf(source, offset, maxBytes)) {
        if (file.destroyed) break
        if (!file.write(piece)) await once(file, 'drain')
      }
    } finally {
      file.end()
      await finished(file)
    }
  })
  return offset + file.bytesWritten
}

/** Waits until a plain file is on the disk, and reads it through. */
export async function hashDurably(path: string): Promise<Content> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    if (!(await file.stat()).isFile()) throw new Error('only a plain file can be adopted')
    await file.sync()
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of file.createReadStream({ highWaterMark: chunkBytes, autoClose: false })) {
      hash.update(chunk)
      bytes += chunk.length
    }
    return { bytes, sha256: hash.digest('hex') }
  } finally {
    await file.close()
  }
}

/** Gives a file its name in a way that survives a power cut; replaces a former one. */
export const renameDurably = (path: string, target: string): Promise<void> =>
  sayingDiskFull(async () => {
    await rename(path, target)
    await syncFolder(dirname(target))
  })

/** Without it a power cut can undo a rename that was acknowledged. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Does work that writes. Throws {@link DomainError} UNAVAILABLE where the disk is full, and what `work` throws. */
export async function sayingDiskFull<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new DomainError('UNAVAILABLE', 'media.errors.diskFull')
    throw error
  }
}

/** The error code of the operating system. */
export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)
