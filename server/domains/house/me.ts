import { type Me, modulesSettings, siteSettings } from '../../../shared/house.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { siteAddress } from '../../platform/site.ts'
import { hasOwner } from '../accounts/accounts.ts'
import { isPartner } from '../couple/partners.ts'

/** What every page knows of whoever looks at it. */
export function meOf(deps: Deps, actor: Actor): Me {
  const { name, promise, language } = deps.settings.get(siteSettings)
  const on = deps.settings.get(modulesSettings).on
  const { account } = actor
  return {
    account: account && { id: account.id, name: account.name, username: account.username, role: account.role },
    abilities: [...actor.abilities],
    modules: deps.catalog.modules.filter((module) => on.includes(module)),
    partner: isPartner(deps, actor),
    site: { name, promise, language, address: siteAddress(deps) },
    locale: actor.locale,
    timeZone: actor.timeZone,
    setupNeeded: !hasOwner(deps),
  }
}
