import type { PageRoute } from '../../lib/page.ts'

export const accountsWorkshop: readonly PageRoute[] = [
  {
    path: 'admin/people/:id?',
    kind: 'app',
    load: () => import('./app/users/PeoplePage.tsx'),
    // What a person has and may do is named by the domains that hold it.
    words: ['accounts', 'people', 'groups', 'media', 'coupleEditor', 'torrents', 'torrentActs'],
    title: 'people.page.title',
    signedIn: true,
    ability: 'house.administer',
  },
  {
    path: 'me',
    kind: 'app',
    load: () => import('./app/MePage.tsx'),
    words: ['accounts', 'mfa', 'apiKeys'],
    title: 'accounts.page.me.title',
    signedIn: true,
  },
  {
    path: 'me/keys',
    kind: 'app',
    load: () => import('./app/keys/KeysPage.tsx'),
    words: ['apiKeys'],
    title: 'apiKeys.page.title',
    signedIn: true,
  },
]
