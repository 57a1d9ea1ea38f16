import * as z from 'zod/mini'
import type { SettingsDefinition } from '../../../shared/definitions.ts'
import { DomainError } from '../../../shared/errors.ts'
import { adminSettings, type SettingsView } from '../../../shared/house.ts'
import { mailServer } from '../../../shared/mail.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import { issuesOf } from '../../platform/input.ts'
import { sendWaiting } from '../../platform/mail/outbox.ts'
import { isSameWay, refuseUnusable } from './mail-server.ts'

type AnySettings = SettingsDefinition<Record<string, unknown>>

/** What the house keeps for itself, such as the wizard's progress, and what has a door of its own, is not for here. */
function definitionOf(deps: Deps, name: string): AnySettings {
  const of = deps.catalog.settings.get(name)
  const hidden = adminSettings.every((shown) => shown.name !== name) && name.startsWith('house.')
  if (!of || hidden || of.ownDoor) throw new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND')
  return of
}

/** A group of settings as an admin sees it: secrets are empty, with word of which are set. */
export function readSettings(deps: Deps, name: string): SettingsView {
  const of = definitionOf(deps, name)
  return {
    value: deps.settings.shown(of),
    revision: deps.settings.revision(of),
    secretsSet: deps.settings.secretsSet(of),
  }
}

/**
 * Changes a group of settings; a secret left empty stays as it was.
 * @throws {DomainError} INVALID with its issues, CONFLICT where someone else changed it since `revision`.
 */
export function changeSettings(
  deps: Deps,
  actor: SignedIn,
  change: { name: string; value: unknown; revision: number },
): SettingsView {
  const of = definitionOf(deps, change.name)
  const parsed = z.safeParse(of.schema, change.value)
  if (!parsed.success) throw new DomainError('INVALID', 'common.errors.INVALID', {}, issuesOf(parsed.error))
  if (change.name === mailServer.name) refuseUnusable(mailServer.schema.parse(parsed.data))
  deps.inTx(() => {
    const before = deps.settings.shown(of)
    const way = deps.settings.get(mailServer)
    deps.settings.set(of, parsed.data, change.revision)
    // A server that was taken out leaves no password behind.
    if (change.name === mailServer.name && deps.settings.get(mailServer).host === '') deps.settings.forget(mailServer)
    record(deps, actor, 'house.acts.settingsChanged', { [of.name]: before }, { [of.name]: deps.settings.shown(of) })
    if (!isSameWay(way, deps.settings.get(mailServer))) sendWaiting(deps)
  })
  return readSettings(deps, change.name)
}
