import { siteSettings } from '../../shared/house.ts'
import type { Deps } from './deps.ts'

/** The address that links in mails bear: fixed by the environment, else set by the owner, else this machine's. */
export function siteAddress(deps: Deps): string {
  const { config, settings } = deps
  return config.baseUrl ?? (settings.get(siteSettings).address || `http://${config.host}:${config.port}`)
}
