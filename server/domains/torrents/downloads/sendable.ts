import path from 'node:path'
import type { Deps } from '../../../platform/deps.ts'
import { codeOf } from '../../../platform/files/writing.ts'
import { cleanName } from '../../media/names.ts'
import { engineOf } from '../engine/current.ts'
import { EngineError } from '../engine/engine.ts'
import { linkEnd } from './links.ts'
import { OutsideFolder, openBelow } from './mounted.ts'
import { nginxLink } from './nginx.ts'
import { LinkRefused, type Opened, wayDown } from './opening.ts'
import { pour } from './pouring.ts'
import { passedOn, type Sendable } from './sending.ts'
import type { MountedWay, NginxWay } from './way.ts'

const longestStem = 180

/** The name under which a file is saved: its own, with its ending even where the name is very long. */
export function savedName(filePath: string): string {
  const { name, ext } = path.posix.parse(filePath)
  const stem = Array.from(name).slice(0, longestStem).join('')
  return cleanName(`${stem}${Array.from(ext).length < 20 ? ext : ''}`) || 'file'
}

/** Whatever keeps a file from being read where it should lie. */
const isMissing = (error: unknown): boolean =>
  error instanceof OutsideFolder ||
  ['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP', 'EISDIR', 'ENXIO'].includes(String(codeOf(error)))

function refusalOfMissing(deps: Deps, { torrentId, file }: Opened, why: unknown): LinkRefused {
  deps.log.warn({ err: why, torrentId, file: file.index }, 'A finished file is not where it should be')
  return new LinkRefused('missing', torrentId)
}

/**
 * The address by which nginx sends a whole file; it lives as long as a link that is made now.
 * @throws {LinkRefused} where the file lies outside of nginx's folder
 */
export function nginxAddressOf(deps: Deps, opened: Opened, way: NginxWay): string {
  const { content, file } = opened
  const down = wayDown(way.folder, content, file)
  if (!down) throw refusalOfMissing(deps, opened, new Error('It lies outside of the folder that nginx sends.'))
  return nginxLink(way.nginx, down, linkEnd(deps))
}

/**
 * A whole file in a folder of this machine.
 * @throws {LinkRefused} where it is not there, or another one is
 */
export async function mountedFile(deps: Deps, opened: Opened, { folder, local }: MountedWay): Promise<Sendable> {
  const { content, file } = opened
  const missing = (why: unknown) => refusalOfMissing(deps, opened, why)
  const way = wayDown(folder, content, file)
  if (!way) throw missing(new Error('It lies outside of the download folder.'))
  const handle = await openBelow(deps, local, way).catch((error: unknown) => {
    throw isMissing(error) ? missing(error) : error
  })
  const { size, mtime } = await handle.stat()
  if (size !== file.size) {
    await handle.close()
    throw missing(new Error('It has another size.'))
  }
  return {
    name: savedName(file.path),
    size,
    etag: `"${size.toString(36)}-${mtime.getTime().toString(36)}"`,
    modified: mtime,
    open: async (range) => (response) => pour(handle, range ?? { start: 0, end: size - 1 }, response),
    close: () => handle.close(),
  }
}

/** A whole file that the engine sends itself. */
export function engineFile(deps: Deps, opened: Opened): Sendable {
  const { content, file, torrentId } = opened
  const { key, v1, v2 } = content.torrent
  return {
    name: savedName(file.path),
    size: file.size,
    // What a torrent's file holds is what its hash says.
    etag: `"${v1 ?? v2}-${file.index}"`,
    modified: null,
    open: async (range) => {
      const asked = range && `bytes=${range.start}-${range.end}`
      const length = range ? range.end - range.start + 1 : file.size
      const { status, headers, body } = await engineOf(deps)
        .openFile(key, file.index, asked)
        .catch((error: unknown) => {
          throw error instanceof EngineError ? new LinkRefused('engine', torrentId, error.problem) : error
        })
      const promised = headers['content-length']
      const isWhatWasAsked = (status === 206) === (asked !== null) && (promised ?? String(length)) === String(length)
      if (isWhatWasAsked) return passedOn(body)
      await body.cancel()
      deps.log.error({ status, promised, asked }, 'The engine sends something else than was asked')
      throw new LinkRefused('missing', torrentId)
    },
    close: () => Promise.resolve(),
  }
}
