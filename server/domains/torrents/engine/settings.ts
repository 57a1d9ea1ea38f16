import type * as z from 'zod/mini'
import { DomainError, type ErrorArguments } from '../../../../shared/errors.ts'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import {
  type EngineChoice,
  type EngineSettingsView,
  type engineChangeInput,
  engineSettings,
  type floorInput,
  torrentSpace,
} from '../../../../shared/torrent-engine.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import type { Deps } from '../../../platform/deps.ts'
import { engineChanged } from '../events.ts'
import { EngineError } from './engine.ts'
import { managedView } from './managed/installed.ts'
import { readAddress } from './qbittorrent/address.ts'

/** The engine's settings without their secret. */
export function engineSettingsView(deps: Deps): EngineSettingsView {
  const { settings } = deps
  return {
    value: settings.shown(engineSettings),
    revision: settings.revision(engineSettings),
    passwordSet: settings.secretsSet(engineSettings).length > 0,
    managed: managedView(deps),
    floor: { value: settings.get(torrentSpace).floor, revision: settings.revision(torrentSpace) },
  }
}

const refusedField = (path: string, key: MessageKey, args: ErrorArguments = {}) =>
  new DomainError('INVALID', key, args, [{ path: [path], key, args }])

/** Throws {@link DomainError} INVALID, at the field, for an address to which the house does not speak. */
export function refuseBadAddress(url: string): void {
  try {
    readAddress(url)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    throw refusedField('url', error.problem.key as MessageKey, error.problem.args)
  }
}

/** As the log keeps it: keys of words for fields and choices, and no secret. */
const logged = ({ way, url, username }: EngineChoice) => ({
  'torrentEngine.audit.way': `torrentEngine.ways.${way}`,
  ...(way === 'remote' ? { 'torrentEngine.audit.url': url, 'torrentEngine.audit.username': username } : {}),
})

/**
 * Chooses another engine, or another way to it. An empty password stands for the stored one, as long as address and
 * name stay the same; an engine elsewhere that is given up leaves no password behind.
 * @throws {DomainError} INVALID, CONFLICT where somebody else changed it since `revision`
 */
export function changeEngine(
  deps: Deps,
  actor: SignedIn,
  change: z.infer<typeof engineChangeInput>,
): EngineSettingsView {
  const { value, revision, noticeAccepted } = change
  const { settings } = deps
  if (value.way === 'remote') refuseBadAddress(value.url)
  if (value.way === 'managed') refuseManaged(deps, noticeAccepted)
  const next = value.way === 'remote' ? value : { ...engineSettings.defaults, way: value.way }
  deps.inTx(() => {
    const before = logged(settings.shown(engineSettings))
    settings.set(engineSettings, next, revision)
    record(deps, actor, 'torrentEngine.acts.engineChanged', before, logged(settings.shown(engineSettings)))
    deps.raise(engineChanged, {})
  })
  return engineSettingsView(deps)
}

/** The notice is accepted each time that an engine of the house is chosen; the log says who did. */
function refuseManaged(deps: Deps, noticeAccepted: boolean): void {
  if (!managedView(deps).installed) throw refusedField('way', 'torrentEngine.problems.notInstalled')
  if (!noticeAccepted) throw refusedField('noticeAccepted', 'torrentEngine.problems.noticeMissing')
}

/** Changes below how many free bytes nothing is added. Throws {@link DomainError} CONFLICT as {@link changeEngine}. */
export function changeFloor(
  deps: Deps,
  actor: SignedIn,
  { floor, revision }: z.infer<typeof floorInput>,
): EngineSettingsView {
  deps.inTx(() => {
    const before = { 'torrentEngine.audit.floor': deps.settings.get(torrentSpace).floor }
    deps.settings.set(torrentSpace, { floor }, revision)
    record(deps, actor, 'torrentEngine.acts.floorChanged', before, { 'torrentEngine.audit.floor': floor })
  })
  return engineSettingsView(deps)
}
