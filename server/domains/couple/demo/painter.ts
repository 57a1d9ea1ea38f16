import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import { DomainError } from '../../../../shared/errors.ts'
import type { Painting } from './landscape.ts'
import type { SceneName } from './scenes.ts'

/**
 * Paints landscapes in the order of their names; answers JPEGs.
 * @throws DomainError UNAVAILABLE where `signal` ends it early
 */
export async function paintScenes(names: readonly SceneName[], signal: AbortSignal): Promise<Uint8Array[]> {
  if (signal.aborted) throw endedEarly()
  const { promise: exited, resolve, reject } = Promise.withResolvers<void>()
  const pictures: Promise<Uint8Array>[] = []
  const worker = new Worker(new URL('./painter.worker.ts', import.meta.url), { workerData: names, env: {} })
  const end = () => void worker.terminate()
  signal.addEventListener('abort', end, { once: true })
  worker.on('message', (painting: Painting) => pictures.push(jpegOf(painting)))
  worker.once('error', reject)
  worker.once('exit', () => resolve())
  await exited.finally(() => signal.removeEventListener('abort', end))
  const painted = await Promise.all(pictures)
  if (signal.aborted) throw endedEarly()
  if (painted.length < names.length) {
    throw new Error(`Only ${painted.length} of ${names.length} landscapes were painted.`)
  }
  return painted
}

const endedEarly = () => new DomainError('UNAVAILABLE', 'common.errors.UNAVAILABLE')

const jpegOf = ({ width, height, pixels }: Painting): Promise<Uint8Array> =>
  sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 88 })
    .toBuffer()
