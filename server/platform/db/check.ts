import { Worker } from 'node:worker_threads'
import type { Database } from './open.ts'

/** Whether the whole database file reads well. In a thread of its own: a large file takes seconds. */
export function readsWell(db: Database): Promise<boolean> {
  const thread = new Worker(new URL('./check-thread.ts', import.meta.url), { workerData: db.$client.name })
  return new Promise((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
  })
}
