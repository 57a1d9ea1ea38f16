import type { InlineConfig } from 'vite'

/** What Vite builds: the pages for browsers, then the same pages for the server. vite.config.ts says the rest. */
export function viteBuilds(watch: boolean): [browser: InlineConfig, server: InlineConfig] {
  const build: InlineConfig['build'] = {
    ...(watch ? { watch: {} } : {}),
    // Libraries mark each module with "use client", which means nothing here.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  }
  return [{ build }, { build: { ...build, ssr: true } }]
}
