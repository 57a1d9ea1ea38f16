import { DomainError } from '../../../../shared/errors.ts'
import type { DownloadRefusal, RefusedDownload } from '../../../../shared/torrent-downloads.ts'
import { type TorrentFileView, type TorrentProblem, useTorrents } from '../../../../shared/torrents.ts'
import { can, isSignedIn, type SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { actorFor } from '../../../platform/http/actor.ts'
import { identityOf } from '../../accounts/identity.ts'
import { mustEnrol } from '../../accounts/mfa/demand.ts'
import { EngineError } from '../engine/engine.ts'
import { torrentFor } from '../policy.ts'
import { type Content, contentWith } from './content.ts'
import { type DownloadLink, readToken } from './links.ts'
import { enginePathOf, segmentsBelow } from './paths.ts'
import { torrentByUuid } from './rows.ts'
import { type CurrentWay, currentWay } from './way.ts'

const statusOf: Readonly<Record<RefusedDownload, DownloadRefusal['status']>> = {
  wrong: 403,
  expired: 410,
  closed: 403,
  gone: 404,
  off: 404,
  unfinished: 409,
  missing: 404,
  engine: 503,
}

/** Why a link opens nothing. */
export class LinkRefused extends Error {
  readonly refusal: DownloadRefusal

  constructor(reason: RefusedDownload, torrentId: number | null = null, problem: TorrentProblem | null = null) {
    super(reason)
    this.name = 'LinkRefused'
    this.refusal = { status: statusOf[reason], reason, problem, torrentId }
  }
}

/** A whole file that a link opens. */
export interface Opened {
  readonly way: Exclude<CurrentWay, { way: 'none' }>
  readonly content: Content
  readonly file: TorrentFileView
  readonly torrentId: number
}

/** The person of a link as they are now. */
function holderOf(deps: Deps, { accountId }: DownloadLink): SignedIn {
  const identity = identityOf(deps, accountId)
  const isOut = identity === null || mustEnrol(deps, identity.account)
  const actor = isOut ? null : actorFor(deps, identity, { address: '' })
  if (!actor || !isSignedIn(actor) || !can(actor, useTorrents)) throw new LinkRefused('closed')
  return actor
}

/** The torrent of a link, where its person may see it now. */
function torrentOfLink(deps: Deps, link: DownloadLink): ReturnType<typeof torrentFor> {
  const actor = holderOf(deps, link)
  const id = torrentByUuid(deps, link.uuid)
  if (id === null) throw new LinkRefused('gone')
  try {
    return torrentFor(deps, actor, id)
  } catch (error) {
    if (error instanceof DomainError) throw new LinkRefused('gone')
    throw error
  }
}

/**
 * What a token opens. Everything is asked anew each time: the signature, the time, the person, what they may see, and
 * whether the file is whole.
 * @throws {LinkRefused}
 */
export async function openLink(deps: Deps, token: string): Promise<Opened> {
  const link = readToken(deps, token)
  if (!link) throw new LinkRefused('wrong')
  const row = torrentOfLink(deps, link)
  if (link.expires * 1000 <= deps.clock.now()) throw new LinkRefused('expired', row.id)
  const way = currentWay(deps)
  if (way.way === 'none') throw new LinkRefused('off', row.id)
  const content = await contentWith(deps, row, link.file).catch((error: unknown) => {
    throw error instanceof EngineError ? new LinkRefused('engine', row.id, error.problem) : error
  })
  const file = content?.files.find(({ index }) => index === link.file)
  if (!content || !file) throw new LinkRefused('missing', row.id)
  if (file.progress < 1) throw new LinkRefused('unfinished', row.id)
  return { way, content, file, torrentId: row.id }
}

/** Where a file of a torrent lies on the engine's machine. */
export const placeOf = ({ torrent, files }: Content, file: TorrentFileView): string =>
  enginePathOf(
    torrent.contentPath,
    file.path,
    files.map(({ path }) => path),
  )

/** The way from the engine's download folder down to a file; null where it lies elsewhere. */
export const wayDown = (folder: string, content: Content, file: TorrentFileView): readonly string[] | null =>
  segmentsBelow(folder, placeOf(content, file))
