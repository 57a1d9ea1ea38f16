import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { DataStore, ERRORS, Server, Upload } from '@tus/server'
import type { Request, Response } from 'express'
import { DomainError } from '../../../shared/errors.ts'
import { defaultLocale } from '../../../shared/locale.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { seconds } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { sentenceOf } from '../../platform/http/errors.ts'
import { uploadLocker } from './locker.ts'
import { bytesOf, standInFor } from './tus-body.ts'
import { dropUpload, uploadById } from './uploads.ts'

export const uploadsPath = '/api/uploads'

/** What is known of a request before it comes to tus. */
export interface UploadLocals {
  actor?: SignedIn
}

export const localsOf = (response: Response): UploadLocals => response.locals

/** A refusal in the person's language, with its key for programs. */
export const refusalBody = (deps: Deps, { actor }: UploadLocals, error: DomainError): object => ({
  error: sentenceOf(deps, actor?.locale ?? defaultLocale, error),
  ...error.toWire(),
})

/** The staged files as tus sees them; it only gathers bytes, whether they are welcome is decided at the end. */
class StagingStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination']
  readonly #deps: Deps
  readonly #request: IncomingMessage
  readonly #written: () => void

  /**
   * @param request its body is what `write` writes
   * @param written called when all of it is
   */
  constructor(deps: Deps, request: IncomingMessage, written: () => void) {
    super()
    this.#deps = deps
    this.#request = request
    this.#written = written
  }

  override async create(upload: Upload): Promise<Upload> {
    await this.#deps.files.begin(upload.id)
    return upload
  }

  /** How large an upload will be stands in its reservation, how much has come tells the staged file. */
  override async getUpload(id: string): Promise<Upload> {
    const offset = await this.#deps.files.stagedBytes(id)
    const row = uploadById(this.#deps, id)
    if (!row) throw ERRORS.FILE_NOT_FOUND
    if (offset === null) throw ERRORS.FILE_NO_LONGER_EXISTS
    return new Upload({ id, size: row.bytes, offset })
  }

  /** @param standIn tells by its end that no more is to be written; the bytes themselves take the short way */
  override async write(standIn: Readable, id: string, offset: number): Promise<number> {
    const maxBytes = uploadById(this.#deps, id)?.bytes ?? 0
    const { bytes, release } = bytesOf(this.#request, standIn)
    try {
      const arrived = await this.#deps.files.append(id, offset, bytes, { maxBytes })
      if (!uploadById(this.#deps, id)) throw ERRORS.FILE_NOT_FOUND
      return arrived
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      if (error.code === 'TOO_LARGE') throw ERRORS.ERR_SIZE_EXCEEDED
      // Of a full disk nothing is left.
      if (error.code === 'UNAVAILABLE') await dropUpload(this.#deps, id)
      throw error
    } finally {
      release()
      this.#written()
    }
  }

  override remove(id: string): Promise<void> {
    return dropUpload(this.#deps, id)
  }
}

/**
 * Answers a request by the tus protocol over the staged files. Who may, and whose upload it is, is asked before.
 * @param id of the upload that is meant, or made; an address can say more than one
 */
export async function answerByTus(deps: Deps, request: Request, response: Response, id = ''): Promise<void> {
  const { webRequest, end } = standInFor(request, response, `${uploadsPath}/${id}`)
  const tus = new Server({
    path: uploadsPath,
    datastore: new StagingStore(deps, request, end),
    locker: uploadLocker(deps),
    lockDrainTimeout: seconds(1),
    relativeLocation: true,
    allowedOrigins: () => false,
    namingFunction: () => id,
    onResponseError: (_request, error) => {
      if ('status_code' in error && error.status_code < 500) return undefined
      const refusal = error instanceof DomainError ? error : new DomainError('INTERNAL', 'common.errors.INTERNAL')
      if (refusal.code === 'INTERNAL') deps.log.error({ err: error }, 'An upload failed')
      return { status_code: refusal.status, body: JSON.stringify(refusalBody(deps, localsOf(response), refusal)) }
    },
  })
  const answer = await tus.handleWeb(webRequest)
  response.status(answer.status)
  for (const [name, value] of answer.headers) response.setHeader(name, value)
  // Whoever still sends to an upload that is gone, as of an account that was shut, is not listened to.
  if (!request.complete && id !== '' && !uploadById(deps, id)) response.setHeader('Connection', 'close')
  response.end(await answer.text())
}
