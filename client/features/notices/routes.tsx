import type { Feature } from '../../lib/page.ts'

export const notices: Feature = {
  bare: [
    {
      path: 'notices/stop/:token',
      kind: 'app',
      load: () => import('./app/StopPage.tsx'),
      words: ['notices'],
      mood: 'studio',
      title: 'notices.page.stop.title',
    },
  ],
  navigation: [
    { to: '/me/notices', label: 'common.navigation.notices', icon: 'bell', place: 'workshop', signedIn: true },
  ],
  corner: () => import('./Bell.tsx'),
  commands: { words: ['notices'], load: () => import('./app/commands.ts') },
}
