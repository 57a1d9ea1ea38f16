import { DomainError } from '../../../../shared/errors.ts'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import { isForbiddenHost } from '../../../platform/forbidden-hosts.ts'

export interface ReadAddress {
  /** Whole, as it is asked; it ends in `/api`. */
  readonly url: string
  /** The key that stood in the address; empty where none did. */
  readonly apiKey: string
  /** It is that of a Jackett as a whole, not of one of its indexers. */
  readonly isJackett: boolean
}

const ofAll = '/api/v2.0/indexers/all/results/torznab/api'

const refused = (key: MessageKey) => new DomainError('INVALID', key, {}, [{ path: ['url'], key }])

/**
 * Reads the address of an indexer as a person copies it from Jackett, Prowlarr or a browser.
 * @throws {DomainError} INVALID at `url`
 */
export function readAddress(text: string): ReadAddress {
  const written = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(written)) throw refused('torrentSearch.errors.notAddress')
  const url = new URL(written)
  if (!['http:', 'https:'].includes(url.protocol)) throw refused('torrentSearch.errors.notAddress')
  if (url.username !== '' || url.password !== '') throw refused('torrentSearch.errors.credentials')
  if (isForbiddenHost(url.hostname.replace(/^\[|\]$/g, ''))) throw refused('torrentSearch.errors.forbiddenHost')
  const apiKey = url.searchParams.get('apikey') ?? ''
  const path = url.pathname.replace(/\/UI\/\w*$/i, '').replace(/\/+$/, '')
  const isRoot = path === '' || path === '/jackett'
  const whole = isRoot ? `${path}${ofAll}` : path.endsWith('/api') ? path : `${path}/api`
  return { url: `${url.origin}${whole}`, apiKey, isJackett: isRoot || whole.endsWith(ofAll) }
}

/** Whether a key that is kept for one address may be shown to the other. */
export const isSameMachine = (one: string, other: string): boolean => new URL(one).origin === new URL(other).origin
