import type { ErrorArguments, ErrorCode, Issue, WireError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/catalogue.gen.ts'

const codes: Readonly<Record<ErrorCode, MessageKey>> = {
  INVALID: 'common.errors.INVALID',
  UNAUTHENTICATED: 'common.errors.UNAUTHENTICATED',
  FORBIDDEN: 'common.errors.FORBIDDEN',
  NOT_FOUND: 'common.errors.NOT_FOUND',
  METHOD_NOT_ALLOWED: 'common.errors.METHOD_NOT_ALLOWED',
  CONFLICT: 'common.errors.CONFLICT',
  TOO_LARGE: 'common.errors.TOO_LARGE',
  UNSUPPORTED: 'common.errors.UNSUPPORTED',
  LIMIT: 'common.errors.LIMIT',
  INTERNAL: 'common.errors.INTERNAL',
  UNAVAILABLE: 'common.errors.UNAVAILABLE',
}

const codesByStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'INVALID',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  409: 'CONFLICT',
  410: 'NOT_FOUND',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED',
  429: 'LIMIT',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'UNAVAILABLE',
  507: 'UNAVAILABLE',
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isCode = (value: unknown): value is ErrorCode => typeof value === 'string' && value in codes

function asWire(value: unknown): WireError | null {
  if (!isRecord(value) || !isCode(value.code)) return null
  const { code, key, args, issues } = value
  return {
    code,
    key: typeof key === 'string' ? key : codes[code],
    args: isRecord(args) ? (args as ErrorArguments) : {},
    ...(Array.isArray(issues) ? { issues: issues as Issue[] } : {}),
  }
}

/** Nobody answered: the house is down, or this device has no network. */
export const unanswered = (args: ErrorArguments = {}): WireError => ({
  code: 'UNAVAILABLE',
  key: navigator.onLine ? 'common.errors.UNAVAILABLE' : 'common.errors.offline',
  args,
})

const own = (code: ErrorCode, key: MessageKey = codes[code]): WireError => ({ code, key, args: {} })

function named(name: string): WireError | null {
  if (name === 'TimeoutError') return own('UNAVAILABLE', 'common.errors.timeout')
  return name === 'AbortError' ? own('UNAVAILABLE', 'common.errors.cancelled') : null
}

/** What an answer of the house's HTTP addresses says of its refusal; its body may be JSON in the wire shape. */
export function wireErrorOfAnswer(status: number, body: string): WireError {
  try {
    const parsed: unknown = JSON.parse(body)
    const wire = asWire(parsed) ?? (isRecord(parsed) ? asWire(parsed.error) : null)
    if (wire) return wire
  } catch {
    // A proxy answers in HTML: the status says enough.
  }
  return own(codesByStatus[status] ?? 'INTERNAL')
}

/** What went wrong, whatever was thrown: a refusal of the server, the network, a time-out or a fault of the page. */
export function wireErrorOf(thrown: unknown): WireError {
  if (!isRecord(thrown)) return own('INTERNAL')
  const wire = asWire(thrown.data) ?? asWire(thrown)
  if (wire) return wire
  const name = named(String(thrown.name)) ?? (isRecord(thrown.cause) ? named(String(thrown.cause.name)) : null)
  if (name) return name
  return own('INTERNAL')
}

/** Words for a failure of a whole action. Falls back to the words of its code where the page lacks its domain's. */
export function errorWords(t: ErrorTranslate, thrown: unknown): string {
  const { code, key, args } = wireErrorOf(thrown)
  return t.has(key as MessageKey) ? t(key as never, args as never) : t(codes[code] as never)
}

interface ErrorTranslate {
  (key: never, args?: never): string
  has: (key: MessageKey) => boolean
}

/** Words beside the fields of a form, by the dotted path of the field. */
export function fieldWords(t: ErrorTranslate, thrown: unknown): Record<string, string> {
  const issues = wireErrorOf(thrown).issues ?? []
  return Object.fromEntries(
    // Of several findings at one field the first is said.
    issues
      .toReversed()
      .map(({ path, key, args }) => [
        path.join('.'),
        t.has(key as MessageKey) ? t(key as never, (args ?? {}) as never) : t('common.errors.notValid' as never),
      ]),
  )
}
