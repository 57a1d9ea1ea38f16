import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { QBittorrentDouble } from './qbittorrent-double.ts'
import { type DoubleTorrent, newTorrent, readFile, readMagnet } from './qbittorrent-double-torrents.ts'

export interface DoubleSession {
  rid: number
  /** What it was told last: torrents by key, and the state of the server. */
  told: { torrents: Map<string, Record<string, unknown>>; server: Record<string, number> }
  synced: boolean
  /** Its next `sync/maindata` ends a qBittorrent of 5.1 or 5.3. */
  poisoned: boolean
}

export interface DoubleCall {
  readonly method: string
  /** `auth/login`, without what comes before. */
  readonly name: string
  readonly fields: Readonly<Record<string, string>>
}

interface Asked extends DoubleCall {
  readonly double: QBittorrentDouble
  readonly session: DoubleSession
  readonly files: readonly Uint8Array[]
  readonly range: string | undefined
}

interface Answer {
  readonly status?: number
  readonly text?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

type Handler = (asked: Asked) => Answer

const json = (value: unknown): Answer => ({ text: JSON.stringify(value) })

const newSession = (): DoubleSession => ({
  rid: 0,
  told: { torrents: new Map(), server: {} },
  synced: false,
  poisoned: false,
})

const isNew = (double: QBittorrentDouble): boolean => double.version === '5.3'

const stopped = (double: QBittorrentDouble): string => (double.version === '4.5' ? 'paused' : 'stopped')

function shown(double: QBittorrentDouble): DoubleTorrent[] {
  return [...double.torrents.values()].filter((torrent) => {
    if (torrent.late === 0) return true
    torrent.late -= 1
    return false
  })
}

const split = (text = ''): string[] => text.split(/[|,]/).filter((part) => part !== '')

function commanded(double: QBittorrentDouble, hashes = ''): DoubleTorrent[] {
  if (hashes === 'all') return [...double.torrents.values()]
  return split(hashes).flatMap((key) => double.torrents.get(key) ?? [])
}

const setting =
  (change: (torrent: DoubleTorrent, asked: Asked) => void): Handler =>
  (asked) => {
    for (const torrent of commanded(asked.double, asked.fields.hashes)) change(torrent, asked)
    return {}
  }

const isWhole = ({ fields }: DoubleTorrent): boolean => fields.progress >= 1

const pause = setting((torrent, { double }) => {
  Object.assign(torrent.fields, {
    state: `${stopped(double)}${isWhole(torrent) ? 'UP' : 'DL'}`,
    dlspeed: 0,
    upspeed: 0,
  })
})

const resume = setting((torrent) => {
  const unknown = torrent.fields.total_size < 0
  torrent.fields.state = unknown ? 'metaDL' : isWhole(torrent) ? 'stalledUP' : 'stalledDL'
})

function add({ double, fields, files }: Asked): Answer {
  const given = [...files.map(readFile), ...(fields.urls ?? '').split('\n').filter(Boolean).map(readMagnet)]
  if (files.length > 0 && given.includes(null)) return { status: 415, text: 'Not a torrent' }
  const taken: string[] = []
  for (const one of given) {
    const known =
      one === null ||
      [...double.torrents.values()].some(
        ({ fields: held }) =>
          (one.v1 !== '' && held.infohash_v1 === one.v1) || (one.v2 !== '' && held.infohash_v2 === one.v2),
      )
    if (known) continue
    const torrent = newTorrent(one, fields.tags ?? '', double.now(), fields.savepath)
    torrent.late = double.lateReads
    if (fields.stopped === 'true' && double.version !== '4.5') torrent.fields.state = 'stoppedDL'
    if (fields.paused === 'true' && double.version === '4.5') torrent.fields.state = 'pausedDL'
    double.torrents.set(torrent.fields.hash, torrent)
    taken.push(torrent.fields.hash)
  }
  if (taken.length === 0) return isNew(double) ? { status: 409, text: 'Conflict' } : { text: 'Fails.' }
  if (!isNew(double)) return { text: 'Ok.' }
  return json({ added_torrent_ids: taken, success_count: taken.length, failure_count: 0, pending_count: 0 })
}

function setShareLimits(asked: Asked): Answer {
  const { double, fields } = asked
  const required = ['ratioLimit', 'seedingTimeLimit', ...(double.version === '4.5' ? [] : ['inactiveSeedingTimeLimit'])]
  if (isNew(double)) required.push('shareLimitAction', 'shareLimitsMode')
  if (required.some((name) => fields[name] === undefined)) return { status: 400, text: 'Missing parameter' }
  return setting((torrent) => {
    torrent.fields.ratio_limit = Number(fields.ratioLimit)
    torrent.fields.seeding_time_limit = Number(fields.seedingTimeLimit)
  })(asked)
}

function remove({ double, fields }: Asked): Answer {
  if (fields.deleteFiles === undefined) return { status: 400, text: 'Missing parameter' }
  for (const { fields: held } of commanded(double, fields.hashes)) {
    double.torrents.delete(held.hash)
    double.removed.push({ key: held.hash, withData: fields.deleteFiles === 'true' })
  }
  return {}
}

function changed<T>(before: Readonly<Record<string, T>>, now: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name] !== value))
}

function maindata({ double, session, fields }: Asked): Answer {
  if (session.poisoned && double.version !== '4.5') {
    double.crash()
    return {}
  }
  const full = session.rid === 0 || Number(fields.rid) !== session.rid
  const told = full ? { torrents: new Map<string, Record<string, unknown>>(), server: {} } : session.told
  const now = new Map(shown(double).map(({ fields: { hash, ...rest } }) => [hash, { ...rest }] as const))
  const torrents: Record<string, object> = {}
  for (const [key, torrent] of now) {
    const delta = changed(told.torrents.get(key) ?? {}, torrent)
    if (Object.keys(delta).length > 0) torrents[key] = delta
  }
  const removed = [...told.torrents.keys()].filter((key) => !now.has(key))
  const server = changed(told.server, double.serverState)
  session.told = { torrents: now, server: { ...double.serverState } }
  session.rid += 1
  session.synced = true
  return json({
    rid: session.rid,
    ...(full ? { full_update: true } : {}),
    ...(Object.keys(torrents).length > 0 ? { torrents } : {}),
    ...(removed.length > 0 ? { torrents_removed: removed } : {}),
    ...(Object.keys(server).length > 0 ? { server_state: server } : {}),
  })
}

function list({ double, fields }: Asked): Answer {
  const keys = fields.hashes === undefined ? null : split(fields.hashes)
  const found = shown(double).filter(
    ({ fields: { hash, tags } }) =>
      (keys === null || keys.includes(hash)) && (fields.tag === undefined || split(tags).includes(fields.tag)),
  )
  return json(found.map(({ fields: held }) => held))
}

/** Answers what one torrent is asked, 404 where it is not there. */
const ofOne =
  (read: (torrent: DoubleTorrent, asked: Asked) => Answer): Handler =>
  (asked) => {
    const torrent = asked.double.torrents.get(asked.fields.hash ?? '')
    return torrent ? read(torrent, asked) : { status: 404, text: 'Not Found' }
  }

const setFilePriority = ofOne((torrent, { fields }) => {
  if (torrent.files.length === 0) return { status: 409, text: 'Conflict' }
  for (const index of split(fields.id)) {
    const file = torrent.files[Number(index)]
    if (file) file.priority = Number(fields.priority)
  }
  return {}
})

const downloadFile = ofOne((torrent, { fields, range }) => {
  const bytes = torrent.files[Number(fields.file)]?.bytes
  if (!bytes) return { status: 404, text: 'Not Found' }
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
  if (from === undefined) return { text: bytes, headers: { 'content-type': 'application/octet-stream' } }
  const last = to ? Math.min(Number(to), bytes.length - 1) : bytes.length - 1
  const headers = { 'content-range': `bytes ${from}-${last}/${bytes.length}` }
  return { status: 206, text: bytes.subarray(Number(from), last + 1), headers }
})

const reads: Readonly<Record<string, Handler>> = {
  'app/version': ({ double }) => ({ text: double.program }),
  'app/defaultSavePath': () => ({ text: '/downloads' }),
  'app/webapiVersion': ({ double }) => ({ text: double.api }),
  'transfer/info': ({ double }) => json(double.serverState),
  'sync/maindata': maindata,
  'sync/torrentPeers': ofOne(({ peers }) => json({ rid: 1, full_update: true, peers })),
  'torrents/info': list,
  'torrents/files': ofOne(({ files }) => json(files.map(({ bytes: _, ...file }, index) => ({ index, ...file })))),
  'torrents/trackers': ofOne(({ trackers }) => json(trackers)),
}

const commands: Readonly<Record<string, Handler>> = {
  'torrents/add': add,
  'torrents/delete': remove,
  'torrents/setShareLimits': setShareLimits,
  'torrents/filePrio': setFilePriority,
  'torrents/recheck': setting((torrent) => {
    torrent.fields.state = isWhole(torrent) ? 'checkingUP' : 'checkingDL'
  }),
  'torrents/addTags': setting(({ fields }, asked) => {
    fields.tags = [...new Set([...split(fields.tags.replaceAll(', ', ',')), ...split(asked.fields.tags)])].join(', ')
  }),
  'torrents/setDownloadLimit': setting(({ fields }, asked) => {
    fields.dl_limit = Number(asked.fields.limit)
  }),
}

function handlerOf({ double, name, method }: Asked): Handler | number {
  const [pauses, resumes] = double.version === '4.5' ? ['pause', 'resume'] : ['stop', 'start']
  const all = { ...commands, [`torrents/${pauses}`]: pause, [`torrents/${resumes}`]: resume }
  if (all[name]) return method === 'POST' ? all[name] : 405
  if (name === 'torrents/downloadFile' && isNew(double)) return downloadFile
  return reads[name] ?? 404
}

function signIn(double: QBittorrentDouble, fields: Readonly<Record<string, string>>, live: boolean): Answer {
  const banned = 'Your IP address has been banned after too many failed authentication attempts.'
  if (double.failedSignIns >= 5) return { status: 403, text: banned }
  if (fields.username !== double.username || fields.password !== double.password) {
    double.failedSignIns += 1
    return isNew(double) ? { status: 401, text: 'Unauthorized' } : { text: 'Fails.' }
  }
  const good = isNew(double) ? { status: 204 } : { text: 'Ok.' }
  if (live) return good
  const id = randomBytes(12).toString('hex')
  double.sessions.set(id, newSession())
  return { ...good, headers: { 'set-cookie': `${cookieName(double)}=${id}; HttpOnly; path=/` } }
}

const cookieName = (double: QBittorrentDouble): string => (isNew(double) ? `QBT_SID_${double.port}` : 'SID')

async function readBody(request: IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/'))
    return { fields: new URLSearchParams(Buffer.concat(chunks).toString()), files: [] }
  const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData()
  const fields = new URLSearchParams()
  const files: Uint8Array[] = []
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.append(name, value)
    else files.push(new Uint8Array(await value.arrayBuffer()))
  }
  return { fields, files }
}

/** Answers one call as a qBittorrent of the double's version does. */
export async function answerCall(
  double: QBittorrentDouble,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = ({ status = 200, text = '', headers = {} }: Answer) => response.writeHead(status, headers).end(text)
  const url = new URL(request.url ?? '/', 'http://double')
  const body = await readBody(request)
  const prefix = `${double.path}/api/v2/`
  if (!url.pathname.startsWith(prefix)) return void send({ status: 404, text: 'Not Found' })
  const name = url.pathname.slice(prefix.length)
  const fields = Object.fromEntries([...url.searchParams, ...body.fields])
  const method = request.method ?? 'GET'
  double.calls.push({ method, name, fields })
  const broken = double.broken.get(name)
  if (broken !== undefined) return void send({ status: broken })
  const [, id = ''] = new RegExp(`${cookieName(double)}=([0-9a-f]+)`).exec(request.headers.cookie ?? '') ?? []
  const session = double.sessions.get(id)
  if (name === 'auth/login') return void send(signIn(double, fields, session !== undefined))
  if (!session) return void send({ status: 403, text: 'Forbidden' })
  if (name === 'auth/logout') {
    double.sessions.delete(id)
    return void send({})
  }
  const asked = { double, session, method, name, fields, files: body.files, range: request.headers.range }
  const handler = handlerOf(asked)
  if (typeof handler === 'number') return void send({ status: handler })
  const answer = handler(asked)
  if (!double.crashed) send(answer)
}
