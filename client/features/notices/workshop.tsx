import type { PageRoute } from '../../lib/page.ts'

export const noticesWorkshop: readonly PageRoute[] = [
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
]
