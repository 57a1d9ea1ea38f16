import { Worker } from 'node:worker_threads'
import type { SceneName } from './scenes.ts'

/** Paints landscapes in the order of their names; answers JPEGs. */
export function paintScenes(names: readonly SceneName[]): Promise<Uint8Array[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array[]>()
  const painted: Uint8Array[] = []
  const worker = new Worker(new URL('./painter.worker.ts', import.meta.url), { workerData: names, env: {} })
  worker.on('message', (picture: Uint8Array) => painted.push(picture))
  worker.once('error', reject)
  worker.once('exit', () => {
    if (painted.length === names.length) resolve(painted)
    else reject(new Error(`Only ${painted.length} of ${names.length} landscapes were painted.`))
  })
  return promise
}
