import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { downloadPath, downloadSettings } from '../../shared/torrent-downloads.ts'
import { engineSettings } from '../../shared/torrent-engine.ts'
import { torrent, torrentOwner } from '../domains/torrents/tables.ts'
import type { Deps } from '../platform/deps.ts'
import type { Person } from './people.ts'
import { type DoubleVersion, QBittorrentDouble } from './qbittorrent-double.ts'
import type { TestApp } from './start-app.ts'

/** Below the torrent's folder: everything that ever broke a link. */
export const difficultNames = [
  'plain.txt',
  'with spaces .txt',
  'Été à la mer – «1».mkv',
  `# % + ? & ; ' ".bin`,
  'Dossier é/Saison #1/a&b;c=d.txt',
  'percent %2e%2e %41 100%.txt',
  '%2e%2e',
  'back\\slash.txt',
  '.hidden',
  '..two dots',
  'plus+plus @ !$ ()[]{}*,=.txt',
  'tilde~ `back` |pipe| ^.txt',
  '日本語 🎬.mkv',
  'cafe\u0301 decomposed.txt',
] as const

export interface Downloads {
  readonly engine: QBittorrentDouble
  /** The folder of the torrent's files on this machine. */
  readonly folder: string
  readonly torrentId: number
  readonly uuid: string
  readonly key: string
  stop(): Promise<void>
}

const v1 = 'a'.repeat(40)

/** Writes a torrent of the house as if it had been added and finished. */
function writeTorrent(deps: Deps, owner: Person, name: string, hash: string): { id: number; uuid: string } {
  const now = deps.clock.now()
  const row = {
    uuid: randomUUID(),
    v1: hash,
    name,
    state: 'seeding',
    progress: 1,
    addedAt: now,
    finishedAt: now,
  } as const
  const { id } = deps.db.insert(torrent).values(row).returning({ id: torrent.id }).get()
  deps.db.insert(torrentOwner).values({ torrentId: id, accountId: owner.id, since: now }).run()
  return { id, uuid: row.uuid }
}

/** What the file of this name holds. */
export const bytesOf = (name: string): Buffer => Buffer.from(`${name}\n`.repeat(50))

/**
 * A torrent `Show` with files of these names, whole in an engine's double and on this disk; the engine calls its folder
 * `/downloads`.
 */
export async function furnishDownloads(
  app: TestApp,
  owner: Person,
  { version = '5.1', names = difficultNames }: { version?: DoubleVersion; names?: readonly string[] } = {},
): Promise<Downloads> {
  const engine = await QBittorrentDouble.start({ version })
  const { url, username, password } = engine
  app.deps.settings.set(engineSettings, { way: 'remote', url, username, password })
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer downloads-'))
  fs.chmodSync(folder, 0o755)
  const { id, uuid } = writeTorrent(app.deps, owner, 'Show', v1)
  const key = engine.putStranger({ v1, name: 'Show', tags: `foyer:${uuid}` })
  engine.torrent(key).files = names.map((name) => {
    const bytes = bytesOf(name)
    const place = path.join(folder, 'Show', name)
    fs.mkdirSync(path.dirname(place), { recursive: true })
    fs.writeFileSync(place, bytes)
    return { name: `Show/${name}`, size: bytes.length, progress: 1, priority: 1, bytes }
  })
  // The content of a torrent with one file is that file.
  if (names.length === 1) engine.set(key, { content_path: `/downloads/Show/${names[0]}` })
  return {
    ...{ engine, folder, torrentId: id, uuid, key },
    stop: async () => {
      await engine.stop()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The house reads the engine's folder itself. */
export const readsFolder = (deps: Deps, localPath: string): void =>
  deps.settings.set(downloadSettings, {
    ...downloadSettings.defaults,
    way: 'mounted',
    enginePath: '/downloads',
    localPath,
  })

/** The paths of links to a torrent's files as a person sees them, by the name below the torrent's folder. */
export async function linksOf(app: TestApp, who: Person, id: number): Promise<ReadonlyMap<string, string>> {
  const { files } = await app.as(who).api.torrents.files.query({ id })
  const links = new Map<string, string>()
  for (const { path: file, token } of files) {
    if (token !== null) links.set(file.replace(/^Show\//, ''), downloadPath(token, file))
  }
  return links
}

export interface RawAnswer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}

/** Asks for exactly this path, which `fetch` would tidy up. */
export function askRaw(
  port: number,
  rawPath: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: rawPath, headers, method, agent: false }
    const request = http.request(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) })
      })
    })
    request.on('error', reject)
    request.end()
  })
}
