import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { FileStore } from '@tus/file-store'
import { type KvStore, Server, Upload } from '@tus/server'
import type { Response } from 'express'
import { DomainError } from '../../../shared/errors.ts'
import { defaultLocale } from '../../../shared/locale.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { seconds } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { incomingFolder } from '../../platform/files/disk.ts'
import { sentenceOf } from '../../platform/http/errors.ts'
import { uploadLocker } from './locker.ts'
import { dropUpload, stagedPath, uploadById } from './uploads.ts'

export const uploadsPath = '/api/uploads'

/** How large an upload is stands in its reservation: there is no second file beside the staged one. */
const reservations = (deps: Deps): KvStore<Upload> => ({
  get: async (id) => {
    const row = uploadById(deps, id)
    return row && new Upload({ id, size: row.bytes, offset: 0 })
  },
  set: async () => {},
  delete: (id) => dropUpload(deps, id),
})

const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

/**
 * Writes a stream into a file from `offset` on. Of a stream that breaks off, all that came is kept; the stream itself
 * is not destroyed, since its request is still to be answered.
 * @returns how many bytes were written
 */
async function append(path: string, offset: number, source: Readable): Promise<number> {
  const file = createWriteStream(path, { flags: 'r+', start: offset, highWaterMark: 1024 ** 2 })
  file.on('error', () => {})
  try {
    for await (const chunk of source.iterator({ destroyOnReturn: false })) {
      if (!file.write(chunk)) await once(file, 'drain')
    }
  } finally {
    file.end()
    await finished(file)
  }
  return file.bytesWritten
}

/** The staged files as tus sees them; it only gathers bytes, whether they are welcome is decided at the end. */
class StagingStore extends FileStore {
  readonly #deps: Deps

  constructor(deps: Deps) {
    super({ directory: incomingFolder(deps.config.uploadsFolder), configstore: reservations(deps) })
    this.#deps = deps
    this.extensions = ['creation', 'creation-with-upload', 'termination']
  }

  /** Other than the original it tells a full disk from a broken connection; of a full disk nothing is left. */
  override async write(source: Readable, id: string, offset: number): Promise<number> {
    try {
      return offset + (await append(stagedPath(this.#deps, id), offset, source))
    } catch (error) {
      if (!isDiskFull(error)) throw error
      await dropUpload(this.#deps, id)
      throw new DomainError('UNAVAILABLE', 'media.errors.diskFull')
    }
  }

  override remove(id: string): Promise<void> {
    return dropUpload(this.#deps, id)
  }
}

/** What is known of a request before it comes to tus. */
export interface UploadLocals {
  actor?: SignedIn
  /** The id that was reserved for the upload which it creates. */
  uploadId?: string
}

export const localsOf = (response: unknown): UploadLocals => (response as Response).locals

/** A refusal in the person's language, with its key for programs. */
export const refusalBody = (deps: Deps, { actor }: UploadLocals, error: DomainError): object => ({
  error: sentenceOf(deps, actor?.locale ?? defaultLocale, error),
  ...error.toWire(),
})

/** The tus protocol over the staged files. Who may use it is asked before a request comes here. */
export function tusServer(deps: Deps): Server {
  return new Server({
    path: uploadsPath,
    datastore: new StagingStore(deps),
    locker: uploadLocker(deps),
    lockDrainTimeout: seconds(1),
    relativeLocation: true,
    allowedOrigins: () => false,
    namingFunction: (request) => {
      const { uploadId } = localsOf(request.runtime?.node?.res)
      if (uploadId === undefined) throw new Error('An upload was created without a reservation.')
      return uploadId
    },
    onResponseError: (request, error) => {
      if ('status_code' in error && error.status_code < 500) return undefined
      const refusal = error instanceof DomainError ? error : new DomainError('INTERNAL', 'common.errors.INTERNAL')
      if (refusal.code === 'INTERNAL') deps.log.error({ err: error }, 'An upload failed')
      const body = JSON.stringify(refusalBody(deps, localsOf(request.runtime?.node?.res), refusal))
      return { status_code: refusal.status, body }
    },
  })
}
