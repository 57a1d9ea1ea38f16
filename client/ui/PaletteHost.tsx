import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react'
import { IntlProvider } from 'use-intl'
import type { Messages } from '../../shared/messages/catalogue.gen.ts'
import { openDialog } from '../lib/openDialog.ts'
import type { Services } from '../lib/services.ts'
import { Switch } from '../lib/switch.ts'
import { loadWords } from '../lib/words.ts'
import { useServices } from './services.tsx'

interface Loaded {
  readonly Palette: ComponentType<{ opened: boolean; onClose: () => void }>
  readonly messages: Messages
}

/** For `services.get(createPalette)`: whether the commands are shown. */
const createPalette = (_services: Services): Switch => new Switch()

export const usePalette = () => useServices().get(createPalette)

const closed = () => false

/**
 * ⌘K and Ctrl+K show the commands, where no dialog asks for something first. Their code and words are fetched at the
 * first time.
 */
export function PaletteHost() {
  const { locale, me } = useServices()
  const palette = usePalette()
  const opened = useSyncExternalStore(palette.subscribe, palette.isOn, closed)
  const [loaded, setLoaded] = useState<Loaded | null>(null)

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      // The palette itself may still be on its way out.
      if (openDialog()?.matches(':not([data-palette])')) return
      event.preventDefault()
      palette.set(!palette.isOn())
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [palette])

  useEffect(() => {
    if (!opened || loaded) return
    const load = async () => {
      const [{ Palette }, messages] = await Promise.all([
        import('./app/Palette.tsx'),
        loadWords(locale, ['common', 'app', 'workshop']),
      ])
      setLoaded({ Palette, messages: messages as Messages })
    }
    load().catch(() => palette.set(false))
  }, [opened, loaded, locale, palette])

  return (
    loaded && (
      <IntlProvider locale={locale} messages={loaded.messages} timeZone={me.timeZone}>
        <loaded.Palette opened={opened} onClose={() => palette.set(false)} />
      </IntlProvider>
    )
  )
}
