import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express'
import * as z from 'zod/mini'
import { DomainError } from '../../../../shared/errors.ts'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import { issuesOf, isTampered } from '../../../platform/input.ts'

const kibibyte = 1024

/** A memory's longest text, each sign escaped, fits. */
export const largestText = 256 * kibibyte

const parse = express.json({ limit: largestText, strict: true })

export const tooLarge = () =>
  new DomainError('TOO_LARGE', 'coupleInterface.errors.bodyTooLarge', { limit: largestText / kibibyte })

const only =
  (types: string[], otherwise: MessageKey): RequestHandler =>
  (request, _response, next) =>
    next(request.is(types) ? undefined : new DomainError('UNSUPPORTED', otherwise))

const untampered: RequestHandler = (request, _response, next) => {
  if (isTampered(request.body)) throw new DomainError('INVALID', 'common.errors.INVALID')
  next()
}

/** Reads a JSON body; another type is refused, and so is a body that names properties of every object. */
export const jsonBody = express
  .Router()
  .use(only(['application/json'], 'coupleInterface.errors.jsonOnly'), parse, untampered)

/** Reads a JSON body; a form is left to its route, which knows where the photograph belongs. */
export const jsonOrForm = express
  .Router()
  .use(only(['application/json', 'multipart/form-data'], 'coupleInterface.errors.jsonOrForm'), parse, untampered)

/** What the body parser found wrong, as a refusal that says what to do. */
export const bodyErrors: ErrorRequestHandler = (error, _request, _response, next) => {
  const type: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'type') : undefined
  if (type === 'entity.too.large') return next(tooLarge())
  if (type === 'entity.parse.failed') return next(new DomainError('INVALID', 'coupleInterface.errors.notJson'))
  return next(error)
}

/**
 * A value as its schema wants it. The first finding becomes the sentence of the answer, with the name of the field
 * where the sentence would not tell.
 * @throws {DomainError} INVALID
 */
export function checked<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const result = z.safeParse(schema, value)
  if (result.success) return result.data
  const issues = issuesOf(result.error)
  const [first] = issues
  if (!first || first.path.length === 0) throw new DomainError('INVALID', 'coupleInterface.errors.notJson')
  const field = first.path.join('.')
  const { key, args } = first
  if (key === 'common.errors.missing')
    throw new DomainError('INVALID', 'coupleInterface.errors.fieldMissing', { field }, issues)
  if (key.startsWith('common.errors.'))
    throw new DomainError('INVALID', 'coupleInterface.errors.fieldNotValid', { field }, issues)
  throw new DomainError('INVALID', key as MessageKey, args ?? {}, issues)
}

const whole = /^[1-9]\d{0,14}$/

/** A number in the path. Throws {@link DomainError} NOT_FOUND: nothing is there under another name. */
export function numberOf(request: Request<{ number: string }>): number {
  const { number } = request.params
  if (!whole.test(number)) throw new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND')
  return Number(number)
}
