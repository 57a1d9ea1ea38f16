import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Database } from './open.ts'

/** Whether the whole database file reads well. In a thread of its own: a large file takes seconds. */
export async function readsWell(db: Database): Promise<boolean> {
  const worker = new Worker(new URL('./check.worker.ts', import.meta.url), { workerData: db.$client.name })
  const [isSound] = await once(worker, 'message')
  return isSound === true
}
