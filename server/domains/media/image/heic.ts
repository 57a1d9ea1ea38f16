import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { DomainError } from '../../../../shared/errors.ts'
import { megabytes } from '../../../platform/files/megabytes.ts'
import { damagedPicture } from './refusals.ts'

export interface HeicLimits {
  readonly timeoutMs?: number
  /** Of the decoder's memory; it needs about 8.2 bytes a pixel, and the file. */
  readonly maxMemoryBytes?: number
  /** Ends the decoder early. */
  readonly signal?: AbortSignal | undefined
}

const MEBIBYTE = 1024 * 1024

/** Enough for 120 megapixels; a 12-megapixel photograph takes about a second. */
const usualLimits = { timeoutMs: 30_000, maxMemoryBytes: 1024 * MEBIBYTE }

/** The whole file is held in memory; photographs have a few megabytes. */
const MAX_FILE_BYTES = 128_000_000

const program = fileURLToPath(new URL('./heic.process.ts', import.meta.url))

/** Seconds of processor time after which the system itself ends a decoder, should the house have died meanwhile. */
const ORPHAN_SECONDS = 120

/** No photograph lies about in a core dump either. */
const limited = 'ulimit -c 0; ulimit -t "$1"; shift; exec "$@"'

/**
 * Decodes an HEVC picture, turned upright, in a process of its own that is ended by time or memory: whatever a hostile
 * picture does to its decoder, or to the engine that runs it, the house goes on.
 * @param icc the colour profile that its header names
 * @returns an uncompressed TIFF file with that profile
 * @throws DomainError INVALID `media.errors.damaged` · TOO_LARGE `media.errors.tooLarge` ({ limit } in MB) ·
 *   UNAVAILABLE where the decoder was ended early or died, which another try may not meet
 */
export async function decodeHeic(
  path: string,
  icc: Uint8Array | undefined,
  limits: HeicLimits = {},
): Promise<Uint8Array> {
  const { timeoutMs, maxMemoryBytes, signal } = { ...usualLimits, ...limits }
  const { size } = await stat(path)
  if (size > MAX_FILE_BYTES) {
    throw new DomainError('TOO_LARGE', 'media.errors.tooLarge', { limit: megabytes(MAX_FILE_BYTES) })
  }
  if (signal?.aborted) throw endedEarly()
  const child = startDecoder(path, maxMemoryBytes)
  // Where none can be started, Node says so by this event, and gives no pipes.
  child.on('error', () => {})
  if (child.pid === undefined) throw endedEarly()
  const end = () => void child.kill('SIGKILL')
  let late = false
  const deadline = setTimeout(() => {
    late = true
    end()
  }, timeoutMs)
  signal?.addEventListener('abort', end, { once: true })
  try {
    const [profile, , , answer] = child.stdio
    // Whoever dies before it has read everything says so by its exit.
    profile?.on('error', () => {}).end(icc)
    const [file, [code]] = await Promise.all([fileIn(answer as Readable), once(child, 'close')])
    if (code === 0 && file) return file
    throw late || code !== null ? damagedPicture() : endedEarly()
  } finally {
    clearTimeout(deadline)
    signal?.removeEventListener('abort', end)
    end()
  }
}

function startDecoder(path: string, maxMemoryBytes: number): ChildProcess {
  const command = [process.execPath, '--max-old-space-size=64', program, path, String(maxMemoryBytes)]
  return spawn('/bin/sh', ['-c', limited, 'decoder', String(ORPHAN_SECONDS), ...command], {
    env: {},
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
  })
}

const endedEarly = () => new DomainError('UNAVAILABLE', 'common.errors.UNAVAILABLE')

/** Reads a file that comes after its length, so that it is in memory only once; undefined where nothing came. */
async function fileIn(stream: Readable): Promise<Uint8Array | undefined> {
  let file: Buffer | undefined
  let at = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const part = file ? chunk : chunk.subarray(4)
    file ??= Buffer.allocUnsafeSlow(chunk.readUInt32LE())
    at += part.copy(file, at)
  }
  return at === file?.length ? file : undefined
}
