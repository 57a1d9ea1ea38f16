import type { NavigationEntry } from '../lib/page.ts'
import { useServices } from './services.tsx'

/** The lines of a menu that this person may use. */
export function useNavigationEntries(place: NavigationEntry['place']): readonly NavigationEntry[] {
  const { features, me } = useServices()
  return features
    .flatMap(({ navigation }) => navigation ?? [])
    .filter((entry) => entry.place === place)
    .filter(({ module }) => !module || me.modules.includes(module))
    .filter(({ ability }) => !ability || me.abilities.includes(ability))
    .filter(({ shown }) => !shown || shown(me))
    .filter(({ signedIn }) => !signedIn || me.account !== null)
}

/** Whether another line of the menu lies below this one, so that this one is marked on its own page alone. */
export const hasDeeper = (entries: readonly NavigationEntry[], { to }: NavigationEntry): boolean =>
  entries.some((other) => other.to !== to && other.to.startsWith(to.endsWith('/') ? to : `${to}/`))
