import type { ErrorRequestHandler } from 'express'
import { DomainError, type ErrorCode, errorStatus } from '../../../shared/errors.ts'
import { type Locale, preferredLocale } from '../../../shared/locale.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import type { Deps } from '../deps.ts'

const byStatus = new Map<number, ErrorCode>(
  Object.entries(errorStatus).map(([code, status]) => [status, code as ErrorCode]),
)

const interfaces = /^\/(api|trpc|uploads|assets|socket\.io)(\/|$)/

/** Anything thrown on the way of a request as a refusal that may be shown; what is unexpected becomes INTERNAL. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  const status = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined
  const code = byStatus.get(typeof status === 'number' ? status : 500) ?? 'INTERNAL'
  return new DomainError(code, `common.errors.${code}` as MessageKey)
}

/** The sentence that a person reads for a refusal; an argument that is a message key is said in its words. */
export function sentenceOf(deps: Deps, locale: Locale, error: DomainError): string {
  const words = deps.words(locale)
  const said = (value: string | number) => (words.has(value as MessageKey) ? words(value as never) : value)
  const args = Object.fromEntries(Object.entries(error.args).map(([name, value]) => [name, said(value)]))
  return words(error.key as never, args as never)
}

/** A page for when the pages themselves cannot be drawn; the sentence is the house's own and holds no markup. */
const plainPage = (locale: Locale, sentence: string): string =>
  `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>Foyer</title>` +
  `<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><p>${sentence}</p></body></html>`

/**
 * The one place where a failed request that is not tRPC is answered, in the asker's language: `{ "error": "…" }`, or
 * a plain page where a browser asked for one.
 */
export function answerErrors(deps: Deps): ErrorRequestHandler {
  return (thrown, request, response, next) => {
    const error = toDomainError(thrown)
    if (error.code === 'INTERNAL') deps.log.error({ err: thrown, path: request.path }, 'A request failed')
    if (response.headersSent) return next(thrown)
    const locale = preferredLocale(request.headers['accept-language'])
    const sentence = sentenceOf(deps, locale, error)
    if (error.code === 'LIMIT' && typeof error.args['seconds'] === 'number') {
      response.setHeader('Retry-After', error.args['seconds'])
    }
    response.status(error.status).setHeader('Cache-Control', 'no-store')
    if (error.code === 'TOO_LARGE') response.setHeader('Connection', 'close')
    const wantsPage = !interfaces.test(request.path) && request.accepts(['json', 'html']) === 'html'
    return wantsPage ? response.type('html').send(plainPage(locale, sentence)) : response.json({ error: sentence })
  }
}
