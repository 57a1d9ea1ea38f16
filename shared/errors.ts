import type { MessageKey } from './messages/catalogue.gen.ts'

/** Every way in which the house refuses, with the HTTP status that says the same. */
export const errorStatus = {
  INVALID: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  TOO_LARGE: 413,
  UNSUPPORTED: 415,
  LIMIT: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const

export type ErrorCode = keyof typeof errorStatus

export type ErrorArguments = Readonly<Record<string, string | number>>

/** One field of an input that was refused. */
export interface Issue {
  readonly path: readonly string[]
  readonly key: string
  readonly args?: ErrorArguments
}

/** What a browser learns of a refusal: a key to put into words, never a thrown message. */
export interface WireError {
  readonly code: ErrorCode
  readonly key: string
  readonly args: ErrorArguments
  readonly issues?: readonly Issue[]
}

/** A refusal that a person is told in words: a code for machines, a message key and its arguments for people. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly key: MessageKey
  readonly args: ErrorArguments
  readonly issues: readonly Issue[]

  constructor(code: ErrorCode, key: MessageKey, args: ErrorArguments = {}, issues: readonly Issue[] = []) {
    super(key)
    this.name = 'DomainError'
    this.code = code
    this.key = key
    this.args = args
    this.issues = issues
  }

  get status(): number {
    return errorStatus[this.code]
  }

  toWire(): WireError {
    const { code, key, args, issues } = this
    return issues.length > 0 ? { code, key, args, issues } : { code, key, args }
  }
}

/** Types a message key where a schema wants a string: `z.minLength(1, message('coupleEditor.errors.titleMissing'))`. */
export const message = <K extends MessageKey>(key: K): K => key
