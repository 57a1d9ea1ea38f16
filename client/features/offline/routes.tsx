import type { Feature } from '../../lib/page.ts'

/** What is shown in place of a page that needs the network: the pages that this device kept. */
export const offline: Feature = {
  pages: [{ path: 'offline', kind: 'site', words: ['offline'], load: () => import('./site/KeptPages.tsx') }],
}
