import type { Locale } from '../../shared/locale.ts'

export type ColorScheme = 'light' | 'dark' | 'auto'

const year = 31_536_000

function remember(name: string, value: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing in Firefox and on plain http
  document.cookie = `${name}=${value}; Path=/; Max-Age=${year}; SameSite=Lax${secure}`
}

/** Keeps the choice for the server's pages too and shows it at once. */
export function chooseColorScheme(scheme: ColorScheme): void {
  // Whoever hears of a choice may hand it back, as Mantine does.
  if (scheme === chosenColorScheme()) return
  remember('scheme', scheme)
  showColorScheme(scheme)
  globalThis.dispatchEvent(new CustomEvent<ColorScheme>('foyer:scheme', { detail: scheme }))
}

/** Words are loaded for one language a page: the page starts anew in the other. */
export function chooseLocale(locale: Locale): void {
  remember('locale', locale)
  location.reload()
}

/** What the attribute of the document says; without one, the device decides. */
export function chosenColorScheme(): ColorScheme {
  const chosen = document.documentElement.dataset.scheme
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto'
}

const darkDevice = () => matchMedia('(prefers-color-scheme: dark)')

function showColorScheme(scheme: ColorScheme): void {
  const root = document.documentElement
  root.dataset.scheme = scheme
  root.dataset.mantineColorScheme = scheme === 'auto' ? (darkDevice().matches ? 'dark' : 'light') : scheme
}

/** Names the scheme that « auto » means on this device, and follows the device when it changes. */
export function followDevice(): void {
  showColorScheme(chosenColorScheme())
  darkDevice().addEventListener('change', () => showColorScheme(chosenColorScheme()))
}
