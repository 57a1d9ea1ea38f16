import type { Feature } from '../../lib/page.ts'

export const notices: Feature = {
  workshop: [
    {
      path: 'me/notices',
      kind: 'app',
      load: () => import('./app/NoticesPage.tsx'),
      words: ['notices'],
      title: 'notices.page.list.title',
      signedIn: true,
    },
    {
      path: 'me/notices/choices',
      kind: 'app',
      load: () => import('./app/ChoicesPage.tsx'),
      words: ['notices'],
      title: 'notices.page.choices.title',
      signedIn: true,
    },
  ],
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
