import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * Chromium takes the last such list alone, so that those of Playwright's that bear on tests stand here again. The first two
 * have every window load pages for an address bar that nobody sees, which costs a second of the processor each time.
 */
const withoutFeatures = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'PreconnectToSearch',
]

const quiet = [
  `--disable-features=${withoutFeatures.join()}`,
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Switches that keep Chromium off the network and, as root, out of a sandbox that does not start there. */
export const chromiumSwitches = process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet

/** The path of a program, searched also where only root's PATH leads; null when there is none. */
export function programPath(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin', '/usr/local/bin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}

/** The browser to test with: the one CHROME_PATH names, the system's, then Playwright's own; null when there is none. */
export function chromiumPath(): string | null {
  const chosen = process.env.CHROME_PATH
  if (chosen) return existsSync(chosen) ? chosen : null
  for (const name of names) {
    const path = programPath(name)
    if (path) return path
  }
  return playwrightChromium()
}

function playwrightChromium(): string | null {
  // Only now: loading Playwright takes half a second.
  const { chromium } = createRequire(import.meta.url)('@playwright/test') as typeof import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : null
}
