import { type Me, siteSettings } from '../../../shared/house.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { isModuleOn } from '../../platform/modules.ts'
import { siteAddress } from '../../platform/site.ts'
import { hasOwner } from '../accounts/accounts.ts'

/** What every page knows of whoever looks at it. */
export function meOf(deps: Deps, actor: Actor): Me {
  const { name, promise, language } = deps.settings.get(siteSettings)
  const modules = deps.catalog.modules.filter((module) => isModuleOn(deps.settings, module))
  const parts = deps.catalog.meParts.filter(([domain]) => deps.domainOn(domain))
  const { account } = actor
  return {
    account: account && { id: account.id, name: account.name, username: account.username, role: account.role },
    mustEnrol: actor.enrolling && { username: actor.enrolling.username },
    abilities: [...actor.abilities],
    modules: modules.map((module) => module.name),
    parts: Object.fromEntries(parts.map(([, part]) => [part.name, part.read(deps, actor)])),
    site: { name, promise, language, address: siteAddress(deps) },
    locale: actor.locale,
    timeZone: actor.timeZone,
    setupNeeded: !hasOwner(deps),
  }
}
