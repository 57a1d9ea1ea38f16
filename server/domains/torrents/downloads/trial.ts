import { randomUUID } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { DomainError, type ErrorArguments } from '../../../../shared/errors.ts'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import { type DownloadCheck, type DownloadChoice, downloadSettings } from '../../../../shared/torrent-downloads.ts'
import type { TorrentFileView } from '../../../../shared/torrents.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import type { Deps } from '../../../platform/deps.ts'
import { codeOf } from '../../../platform/files/writing.ts'
import { engineOf } from '../engine/current.ts'
import { EngineError } from '../engine/engine.ts'
import { type Content, contentNow } from './content.ts'
import { openBelow } from './mounted.ts'
import { type Nginx, nginxLink } from './nginx.ts'
import { placeOf, wayDown } from './opening.ts'
import { probe } from './probe.ts'
import { wholeTorrents } from './rows.ts'
import { savedName } from './sendable.ts'
import { refuseUnusable } from './settings.ts'
import { wayOf } from './way.ts'

const said = (state: DownloadCheck['state'], key: MessageKey, args: ErrorArguments = {}): DownloadCheck => ({
  state,
  text: { key, args },
})

/** What went wrong as a line of its own, where it can be said in words. */
function failed(error: unknown): DownloadCheck {
  if (error instanceof DomainError) return said('bad', error.key, error.args)
  if (error instanceof EngineError) return { state: 'bad', text: error.problem }
  throw error
}

interface WholeFile {
  readonly content: Content
  readonly file: TorrentFileView
}

/** A whole file to try with; null where there is none. Throws {@link EngineError}. */
async function wholeFile(deps: Deps): Promise<WholeFile | null> {
  for (const row of wholeTorrents(deps)) {
    const content = await contentNow(deps, row)
    const file = content?.files.find(({ progress, size }) => progress === 1 && size > 0)
    if (content && file) return { content, file }
  }
  return null
}

/** What is said of a whole file where there is none, it lies elsewhere, or `look` finds on the way down to it. */
async function withWholeFile(
  deps: Deps,
  folder: string,
  look: (way: readonly string[], of: WholeFile) => Promise<DownloadCheck[]>,
): Promise<DownloadCheck[]> {
  const whole = await wholeFile(deps)
  if (!whole) return [said('warn', 'torrentDownloads.check.noFinished')]
  const { content, file } = whole
  const way = wayDown(folder, content, file)
  if (way) return look(way, whole)
  return [
    said('bad', 'torrentDownloads.check.fileElsewhere', { name: savedName(file.path), path: placeOf(content, file) }),
  ]
}

async function checkFolder(folder: string): Promise<DownloadCheck> {
  try {
    await fs.readdir(folder)
    return said('ok', 'torrentDownloads.check.folderOk', { path: folder })
  } catch (error) {
    const key = ['EACCES', 'EPERM'].includes(String(codeOf(error))) ? 'folderUnreadable' : 'folderMissing'
    return said('bad', `torrentDownloads.check.${key}`, { path: folder })
  }
}

async function checkMounted(deps: Deps, folder: string, local: string): Promise<DownloadCheck[]> {
  const first = await checkFolder(local)
  if (first.state === 'bad') return [first]
  const look = async (way: readonly string[], { file }: WholeFile) => {
    const name = savedName(file.path)
    const handle = await openBelow(deps, local, way).catch(() => null)
    if (!handle) return [said('bad', 'torrentDownloads.check.fileMissing', { name, path: path.join(local, ...way) })]
    const { size } = await handle.stat()
    await handle.close()
    const isIt = size === file.size
    return [said(isIt ? 'ok' : 'bad', `torrentDownloads.check.${isIt ? 'fileOk' : 'fileDiffers'}`, { name })]
  }
  return [first, ...(await withWholeFile(deps, folder, look))]
}

async function checkEngine(deps: Deps): Promise<DownloadCheck[]> {
  const engine = engineOf(deps)
  const version = await engine.version()
  return engine.sendsFiles
    ? [said('ok', 'torrentDownloads.check.engineOk', { version })]
    : [said('bad', 'torrentDownloads.check.engineTooOld', { version })]
}

const secondsNow = (deps: Deps): number => Math.floor(deps.clock.now() / 1000)

/**
 * Three answers about a file that surely does not exist tell whether nginx asks for a signature, knows the secret and
 * looks at the time: unsigned it must refuse, signed it must miss the file, out of time it must say so.
 */
async function checkSignatures(deps: Deps, nginx: Nginx): Promise<DownloadCheck[]> {
  const nowhere = [`foyer-${randomUUID()}`]
  const link = nginxLink(nginx, nowhere, secondsNow(deps) + 300)
  const unsigned = await probe(link.replace(/\?.*$/, ''), null)
  if (unsigned.status !== 403) {
    return [said('bad', 'torrentDownloads.check.unsignedOther', { status: unsigned.status })]
  }
  const lines = [said('ok', 'torrentDownloads.check.unsignedOk')]
  const signed = await probe(link, null)
  if (signed.status === 403) return [...lines, said('bad', 'torrentDownloads.check.secretWrong')]
  if (signed.status === 410) return [...lines, said('bad', 'torrentDownloads.check.clock')]
  if (signed.status !== 404) {
    return [...lines, said('bad', 'torrentDownloads.check.signedOther', { status: signed.status })]
  }
  const expired = await probe(nginxLink(nginx, nowhere, secondsNow(deps) - 86_400), null)
  const isTold = expired.status === 410
  return [
    ...lines,
    said('ok', 'torrentDownloads.check.signedOk'),
    isTold
      ? said('ok', 'torrentDownloads.check.expiredOk')
      : said('bad', 'torrentDownloads.check.expiredOther', { status: expired.status }),
  ]
}

async function checkNginxFile(deps: Deps, nginx: Nginx, way: readonly string[], file: TorrentFileView) {
  const name = savedName(file.path)
  const { status, headers } = await probe(nginxLink(nginx, way, secondsNow(deps) + 300), 'bytes=0-0')
  if (status === 404) return [said('bad', 'torrentDownloads.check.nginxFileMissing', { name })]
  if (status === 403) return [said('bad', 'torrentDownloads.check.nginxFileForbidden', { name })]
  if (status !== 200 && status !== 206) {
    return [said('bad', 'torrentDownloads.check.nginxFileOther', { name, status })]
  }
  const size = status === 206 ? headers['content-range']?.split('/')[1] : headers['content-length']
  if (size !== String(file.size)) return [said('bad', 'torrentDownloads.check.fileDiffers', { name })]
  const isSafe = headers['content-disposition'] === 'attachment' && headers['x-content-type-options'] === 'nosniff'
  return [
    said('ok', 'torrentDownloads.check.fileOk', { name }),
    ...(status === 206 ? [] : [said('warn', 'torrentDownloads.check.rangeMissing')]),
    ...(isSafe ? [] : [said('warn', 'torrentDownloads.check.headersMissing')]),
  ]
}

async function checkNginx(deps: Deps, folder: string, nginx: Nginx): Promise<DownloadCheck[]> {
  const lines = await checkSignatures(deps, nginx)
  if (lines.some(({ state }) => state === 'bad')) return lines
  const look = (way: readonly string[], { file }: WholeFile) => checkNginxFile(deps, nginx, way, file)
  const more = await withWholeFile(deps, folder, look).catch((error: unknown) => [failed(error)])
  return [...lines, ...more]
}

/**
 * Tries a way of downloading, stored or not, and says in words what works and what does not.
 * @throws {DomainError} INVALID for a choice that cannot be tried, CONFLICT for nginx before its secret was made
 */
export async function testDownloads(deps: Deps, actor: SignedIn, choice: DownloadChoice): Promise<DownloadCheck[]> {
  refuseUnusable(deps, choice)
  const { secret } = deps.settings.get(downloadSettings)
  const way = wayOf(deps, choice, secret)
  if (way.way === 'nginx' && secret === '') throw new DomainError('CONFLICT', 'torrentDownloads.errors.notNginx')
  record(deps, actor, 'torrentDownloads.acts.tested', undefined, { downloadWay: way.way })
  try {
    if (way.way === 'none') return [said('warn', 'torrentDownloads.check.none')]
    if (way.way === 'mounted') return await checkMounted(deps, way.folder, way.local)
    if (way.way === 'engine') return await checkEngine(deps)
    return await checkNginx(deps, way.folder, way.nginx)
  } catch (error) {
    return [failed(error)]
  }
}
