import type { IncomingMessage } from 'node:http'
import busboy from 'busboy'
import { DomainError } from '../../../../shared/errors.ts'
import { pictureBytes } from '../../../../shared/media.ts'
import { seconds } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Staged } from '../../../platform/files/store.ts'
import { assertRoom } from '../../media/uploads.ts'
import type { Partner } from '../policy.ts'
import { largestText, tooLarge } from './body.ts'

export interface Form {
  /** Texts by the name of their field. */
  readonly fields: Readonly<Record<string, string>>
  /** The file of the field `photo`: on the disk, to be received or discarded. */
  readonly photo: { readonly staged: Staged; readonly name: string } | null
}

const knownFields = new Set(['title', 'description', 'date'])
const broken = () => new DomainError('INVALID', 'coupleInterface.errors.brokenForm')
const onePhoto = () => new DomainError('INVALID', 'coupleInterface.errors.onePhoto')

function parserOf(request: IncomingMessage): busboy.Busboy {
  const limits = { files: 1, fields: 20, parts: 40, fieldSize: largestText, fieldNameSize: 100, headerPairs: 50 }
  try {
    return busboy({ headers: request.headers, limits, defParamCharset: 'utf8' })
  } catch {
    throw broken()
  }
}

const drainedBytes = 64 * 1024 ** 2
const drainedFor = seconds(10)

/** Reads on for a while: a client that is still sending would not hear the answer. */
async function drain(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, drainedFor)
  let bytes = 0
  const count = (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > drainedBytes) resolve()
  }
  request.once('end', resolve).once('close', resolve).on('data', count).resume()
  await promise
  clearTimeout(timer)
  request.off('data', count)
}

/**
 * Reads a `multipart/form-data` body, its photograph straight to the disk. Of a refusal nothing is left.
 * @throws {DomainError} INVALID (broken, several files), TOO_LARGE, UNAVAILABLE (the disk is full)
 */
export async function readForm(deps: Deps, by: Partner, request: IncomingMessage): Promise<Form> {
  const parser = parserOf(request)
  const maxBytes = deps.limitOf(by.account.id, pictureBytes)
  await assertRoom(deps, Math.min(Number(request.headers['content-length'] ?? 0), maxBytes))
  const fields: Record<string, string> = {}
  const { promise: read, resolve, reject } = Promise.withResolvers<void>()
  let photo: Promise<Form['photo']> = Promise.resolve(null)

  parser.on('file', (field, stream, { filename }) => {
    stream.on('error', reject)
    // A form whose file input was left empty.
    if (filename === undefined) return void stream.resume()
    if (field !== 'photo') return reject(onePhoto())
    photo = deps.files.stage(stream, { maxBytes }).then((staged) => ({ staged, name: filename }))
    photo.catch(reject)
  })
  parser.on('field', (field, value, { valueTruncated, nameTruncated }) => {
    if (valueTruncated || nameTruncated) return reject(tooLarge())
    if (knownFields.has(field)) fields[field] = value
  })
  parser.once('filesLimit', () => reject(onePhoto()))
  parser.once('fieldsLimit', () => reject(broken()))
  parser.once('partsLimit', () => reject(broken()))
  parser.once('error', () => reject(broken()))
  parser.once('close', resolve)
  request.once('close', () => {
    if (!request.complete) reject(broken())
  })
  request.pipe(parser)
  try {
    await read
    return { fields, photo: await photo }
  } catch (error) {
    request.unpipe(parser)
    parser.destroy()
    await photo.then(
      (kept) => kept && deps.files.discard(kept.staged),
      () => {},
    )
    await drain(request)
    throw error instanceof DomainError ? error : broken()
  }
}
