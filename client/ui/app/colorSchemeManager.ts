import type { MantineColorSchemeManager } from '@mantine/core'
import { type ColorScheme, chooseColorScheme, chosenColorScheme } from '../../lib/preferences.ts'

/** Lets Mantine follow the choice that the whole house follows. */
export function colorSchemeManager(): MantineColorSchemeManager {
  let stop = () => {}
  return {
    get: chosenColorScheme,
    set: chooseColorScheme,
    subscribe: (onUpdate) => {
      const listener = (event: Event) => onUpdate((event as CustomEvent<ColorScheme>).detail)
      addEventListener('foyer:scheme', listener)
      stop = () => removeEventListener('foyer:scheme', listener)
    },
    unsubscribe: () => stop(),
    clear: () => chooseColorScheme('auto'),
  }
}
