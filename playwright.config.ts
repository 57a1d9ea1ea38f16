import { defineConfig } from '@playwright/test'
import { chromiumPath, chromiumSwitches } from './scripts/chromium.ts'

const executablePath = chromiumPath()

export default defineConfig({
  testDir: 'client/e2e',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  // A busy machine is no fault of the house.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    // Recording costs a third of the time; `--trace on` asks for it.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: chromiumSwitches,
    },
  },
})
