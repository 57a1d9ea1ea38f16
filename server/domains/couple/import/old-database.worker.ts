import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '../../../../shared/errors.ts'
import { type OldContent, readOldDatabase } from './old-database.ts'

// A thread of its own: reads the database at the path that it is given.

/** Between threads an error loses its class: a refusal goes in its parts. */
export type OldAnswer =
  | { readonly content: OldContent }
  | { readonly refusal: Pick<DomainError, 'code' | 'key' | 'args'> }

function read(file: string): OldAnswer {
  try {
    return { content: readOldDatabase(file) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { code, key, args } = error
    return { refusal: { code, key, args } }
  }
}

parentPort?.postMessage(read(workerData as string))
