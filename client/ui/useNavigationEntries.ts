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

/** Where a line of a menu is marked: on its page and beneath it, but for what other lines lead to; home on its page alone. */
export const markingOf = (entries: readonly NavigationEntry[], { to }: NavigationEntry) => ({
  end: to === '/',
  except: entries.map((entry) => entry.to).filter((other) => other.startsWith(`${to}/`)),
})
