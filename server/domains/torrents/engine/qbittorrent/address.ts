import { isForbiddenHost } from '../../../../platform/forbidden-hosts.ts'
import { engineError } from '../problems.ts'

/**
 * Reads the address of a web interface as a person gives it. A path is kept: it may lie behind a reverse proxy.
 * Throws {@link EngineError} `wrong-address` for anything but http and https, for names and passwords within it, and
 * for addresses of the machine's surroundings.
 */
export function readAddress(text: string): URL {
  const written = text.trim()
  if (written === '') throw engineError('wrong-address', 'addressMissing')
  const url = URL.canParse(written) ? new URL(written) : null
  const plain = url !== null && /^https?:$/.test(url.protocol) && /^https?:\/\//i.test(written)
  if (!plain || url.username !== '' || url.password !== '' || written.includes('@')) {
    throw engineError('wrong-address', 'notAnAddress')
  }
  if (isForbiddenHost(hostOf(url))) throw engineError('wrong-address', 'forbiddenHost')
  url.search = ''
  url.hash = ''
  url.pathname = url.pathname.replace(/\/*$/, '/')
  return url
}

/** The host as a connection takes it: an IPv6 address without its brackets. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')
