import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type * as z from 'zod/mini'
import { DomainError } from '../../../../shared/errors.ts'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import {
  type changeDownloadsInput,
  type DownloadChoice,
  type DownloadSettingsView,
  downloadSettings,
} from '../../../../shared/torrent-downloads.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import type { Deps } from '../../../platform/deps.ts'
import { isForbiddenFolder } from './house-folders.ts'
import { nginxConfiguration } from './nginx.ts'
import { isAbsolute } from './paths.ts'
import { ownFolder, wayOf } from './way.ts'

const refused = (field: keyof DownloadChoice, key: MessageKey) =>
  new DomainError('INVALID', key, {}, [{ path: ['choice', field], key }])

function chosen(deps: Deps): DownloadChoice {
  const { secret: _, ...choice } = deps.settings.get(downloadSettings)
  return choice
}

/** Throws {@link DomainError} INVALID, with the field, for a choice that cannot work or would give the house away. */
export function refuseUnusable(deps: Deps, choice: DownloadChoice): void {
  const { way, enginePath, localPath } = choice
  if (way === 'house' || way === 'none' || way === 'engine') return
  if (!isAbsolute(enginePath)) throw refused('enginePath', 'torrentDownloads.errors.folder')
  if (way === 'mounted') {
    const field = localPath === '' ? 'enginePath' : 'localPath'
    if (!path.isAbsolute(choice[field])) throw refused(field, 'torrentDownloads.errors.folder')
    if (isForbiddenFolder(deps, choice[field])) throw refused(field, 'torrentDownloads.errors.houseFolder')
  }
  wayOf(deps, choice, '')
}

/** The settings without their secret. */
export const downloadSettingsView = (deps: Deps): DownloadSettingsView => ({
  value: chosen(deps),
  revision: deps.settings.revision(downloadSettings),
  secretSet: deps.settings.get(downloadSettings).secret !== '',
  ownFolder: ownFolder(deps),
})

/** As they stand in the audit log, where a way of downloading is not one of the engine. */
const recorded = ({ way, ...others }: DownloadChoice) => ({
  'torrents.downloads': { downloadWay: way, ...others },
})

/**
 * Changes how finished files leave. The first time that nginx is chosen the house makes a secret, and whenever it is
 * asked to.
 * @throws {DomainError} INVALID as {@link refuseUnusable}, CONFLICT where someone else changed it since `revision`
 */
export function changeDownloads(
  deps: Deps,
  actor: SignedIn,
  { choice, newSecret, revision }: z.infer<typeof changeDownloadsInput>,
): DownloadSettingsView {
  refuseUnusable(deps, choice)
  deps.inTx(() => {
    const before = chosen(deps)
    const lacksSecret = choice.way === 'nginx' && deps.settings.get(downloadSettings).secret === ''
    // Left empty, the secret stays as it is.
    const secret = newSecret || lacksSecret ? randomBytes(32).toString('base64url') : ''
    deps.settings.set(downloadSettings, { ...choice, secret }, revision)
    record(deps, actor, 'torrentDownloads.acts.changed', recorded(before), recorded(choice))
    if (newSecret) record(deps, actor, 'torrentDownloads.acts.secretMade')
  })
  return downloadSettingsView(deps)
}

/**
 * What is pasted into nginx: it holds the secret, so that whoever reads it is written down.
 * @throws {DomainError} CONFLICT where nginx is not the way that is set
 */
export function showNginxConfiguration(deps: Deps, actor: SignedIn): string {
  const { secret, ...choice } = deps.settings.get(downloadSettings)
  const way = choice.way === 'nginx' && secret !== '' ? wayOf(deps, choice, secret) : null
  if (way?.way !== 'nginx') throw new DomainError('CONFLICT', 'torrentDownloads.errors.notNginx')
  record(deps, actor, 'torrentDownloads.acts.configurationShown')
  return nginxConfiguration(way.nginx)
}
