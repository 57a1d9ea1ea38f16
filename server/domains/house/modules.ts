import { DomainError } from '../../../shared/errors.ts'
import { type ModuleView, modulesSettings } from '../../../shared/house.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import { isModuleOn } from '../../platform/modules.ts'
import { moduleSwitched } from './events.ts'

/** Every module that there is, in the order of the domains. */
export const moduleViews = ({ catalog, settings }: Deps): ModuleView[] =>
  catalog.modules.map((module) => {
    const { name, label, text } = module
    return { name, label, text, on: isModuleOn(settings, module) }
  })

/** Switches a module on or off, its rooms too; its content stays. Throws {@link DomainError} NOT_FOUND where there is none. */
export function switchModule(deps: Deps, actor: SignedIn, name: string, on: boolean): ModuleView[] {
  const module = deps.catalog.modules.find((known) => known.name === name)
  if (!module) throw new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND')
  deps.inTx(() => {
    const acted = (value: boolean) => ({ [modulesSettings.name]: { [module.label]: value } })
    record(deps, actor, 'house.acts.settingsChanged', acted(isModuleOn(deps.settings, module)), acted(on))
    const { switched } = deps.settings.get(modulesSettings)
    deps.settings.set(modulesSettings, { switched: { ...switched, [name]: on } })
    deps.raise(moduleSwitched, { name, on })
    deps.onCommit(() => deps.live.renew(null))
  })
  return moduleViews(deps)
}
