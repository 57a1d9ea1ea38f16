import { createHash } from 'node:crypto'
import { DomainError, type Issue } from '../../../../shared/errors.ts'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import { isForbiddenHost } from '../../../platform/forbidden-hosts.ts'
import { isAbsolute } from './paths.ts'

/** An nginx that sends files of one folder to whoever brings an address signed with the secret. */
export interface Nginx {
  /** Ends with a slash. */
  readonly address: URL
  /** The folder as nginx sees it. */
  readonly folder: string
  readonly secret: string
}

function refused(field: string, key: MessageKey): DomainError {
  const issue: Issue = { path: ['choice', field], key }
  return new DomainError('INVALID', key, {}, [issue])
}

/**
 * Where nginx answers, as its owner typed it.
 * @throws {DomainError} INVALID where it is no address of a web server, carries more than a path or leads where the
 *   house does not go
 */
export function nginxAddress(typed: string): URL {
  const url = URL.canParse(typed) ? new URL(typed) : null
  const isPlain = url && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!isPlain || !/^https?:$/.test(url.protocol)) throw refused('nginxAddress', 'torrentDownloads.errors.address')
  if (isForbiddenHost(url.hostname)) throw refused('nginxAddress', 'torrentDownloads.errors.forbiddenHost')
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  const path = locationOf(url)
  if (path === null || /[\p{Cc}$]|\/\//u.test(path)) throw refused('nginxAddress', 'torrentDownloads.errors.address')
  return url
}

/** The path of an address as nginx compares it, decoded; null where it cannot be. */
function locationOf(address: URL): string | null {
  try {
    return decodeURIComponent(address.pathname)
  } catch {
    return null
  }
}

/**
 * A folder as it may stand in a configuration. nginx reads a dollar as the beginning of a variable, and knows no way to
 * write one.
 * @throws {DomainError} INVALID
 */
export function nginxFolder(typed: string): string {
  if (!isAbsolute(typed)) throw refused('nginxPath', 'torrentDownloads.errors.folder')
  if (/[\p{Cc}$]/u.test(typed)) throw refused('nginxPath', 'torrentDownloads.errors.dollar')
  return typed.endsWith('/') ? typed : `${typed}/`
}

/** A text as one word of nginx's configuration. Throws where it holds what cannot be written there. */
function quoted(text: string): string {
  if (/[\p{Cc}$]/u.test(text)) throw new DomainError('INVALID', 'torrentDownloads.errors.dollar')
  return `"${text.replace(/[\\"]/g, '\\$&')}"`
}

/**
 * What is pasted into the `server` block of nginx: every request must bring a signature and a time that is not over;
 * links that lead out of the folder are not followed, and no browser runs or shows what it gets. The signed text is the
 * time, the decoded path and the secret.
 * @throws {DomainError} INVALID where address, folder or secret cannot be written in a configuration
 */
export function nginxConfiguration({ address, folder, secret }: Nginx): string {
  const location = locationOf(address) ?? '/'
  const root = nginxFolder(folder)
  const secured = quoted(secret)
  return `location ^~ ${quoted(location)} {
  secure_link $arg_md5,$arg_expires;
  secure_link_md5 "$secure_link_expires$uri ${secured.slice(1)};
  if ($secure_link = "")  { return 403; }
  if ($secure_link = "0") { return 410; }
  disable_symlinks on ${quoted(`from=${root}`)};
  alias ${quoted(root)};
  autoindex off;
  max_ranges 1;
  types { }
  default_type application/octet-stream;
  add_header Content-Disposition attachment always;
  add_header X-Content-Type-Options nosniff always;
  add_header Referrer-Policy no-referrer always;
  add_header Content-Security-Policy "sandbox; default-src 'none'" always;
  add_header Cache-Control "private, no-store" always;
}
`
}

/**
 * An address by which nginx sends one file.
 * @param way from the folder down to the file
 * @param expires in seconds since the epoch
 */
export function nginxLink({ address, secret }: Nginx, way: readonly string[], expires: number): string {
  const uri = `${locationOf(address)}${way.join('/')}`
  const md5 = createHash('md5').update(`${expires}${uri} ${secret}`).digest('base64url')
  const url = new URL(address)
  return `${url.origin}${url.pathname}${way.map(encodeURIComponent).join('/')}?md5=${md5}&expires=${expires}`
}
