import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { DomainError } from '../../../../shared/errors.ts'
import { damagedPicture } from './refusals.ts'

export interface HeicTask {
  readonly path: string
  readonly icc: Uint8Array | undefined
  readonly maxMemoryBytes: number
}

export interface HeicAnswer {
  readonly file: Uint8Array<ArrayBuffer>
}

export interface HeicLimits {
  readonly timeoutMs: number
  /** Of the decoder's memory; it needs about 8.2 bytes a pixel, and the file. */
  readonly maxMemoryBytes: number
}

const MEBIBYTE = 1024 * 1024

/** Enough for 120 megapixels; a 12-megapixel photograph takes about a second. */
const usualLimits: HeicLimits = { timeoutMs: 30_000, maxMemoryBytes: 1024 * MEBIBYTE }

/** The whole file is held in memory; photographs have a few megabytes. */
const MAX_FILE_BYTES = 128 * MEBIBYTE

/**
 * Decodes an HEVC picture, turned upright, in a thread of its own that is ended by time or memory.
 * @param icc the colour profile that its header names
 * @returns an uncompressed TIFF file with that profile
 * @throws DomainError INVALID `media.errors.damaged` · TOO_LARGE `media.errors.tooLarge` ({ limit } in MiB)
 */
export async function decodeHeic(
  path: string,
  icc: Uint8Array | undefined,
  { timeoutMs, maxMemoryBytes }: HeicLimits = usualLimits,
): Promise<Uint8Array> {
  const { size } = await stat(path)
  if (size > MAX_FILE_BYTES) {
    throw new DomainError('TOO_LARGE', 'media.errors.tooLarge', { limit: MAX_FILE_BYTES / MEBIBYTE })
  }
  const task: HeicTask = { path, icc, maxMemoryBytes }
  const worker = new Worker(new URL('./heic.worker.ts', import.meta.url), {
    workerData: task,
    env: {},
    // The decoder prints what it does not like; the refusal says enough.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 },
  })
  const deadline = setTimeout(() => void worker.terminate(), timeoutMs)
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', ({ file }: HeicAnswer) => resolve(file))
      worker.once('error', () => reject(damagedPicture()))
      worker.once('exit', () => reject(damagedPicture()))
    })
  } finally {
    clearTimeout(deadline)
    await worker.terminate()
  }
}
