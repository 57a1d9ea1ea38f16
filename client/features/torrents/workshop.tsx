import type { PageRoute } from '../../lib/page.ts'
import { seeingAll } from './access.ts'

const page = { kind: 'app', signedIn: true, module: 'torrents' } as const
const use = { ...page, ability: 'torrents.use' } as const
const words = ['torrents', 'torrentPages', 'torrentEngine', 'torrentActs', 'torrentDownloads', 'torrentSpeeds'] as const
const detail: PageRoute = {
  path: ':id',
  kind: 'app',
  title: 'torrentPages.detail.title',
  load: () => import('./app/detail/DetailPage.tsx'),
}

export const torrentsWorkshop: readonly PageRoute[] = [
  {
    ...use,
    path: 'torrents/search',
    words: ['torrents', 'torrentSearch'],
    title: 'torrentSearch.page.title',
    load: () => import('./app/search/SearchPage.tsx'),
  },
  {
    ...use,
    path: 'torrents/speed',
    words,
    title: 'torrentSpeeds.page.title',
    load: () => import('./app/speeds/SpeedPage.tsx'),
  },
  {
    ...use,
    path: 'torrents/all',
    words,
    ability: seeingAll,
    title: 'torrentPages.list.allTitle',
    load: () => import('./app/list/AllPage.tsx'),
    children: [detail],
  },
  {
    ...use,
    path: 'torrents',
    words,
    title: 'torrentPages.list.ownTitle',
    load: () => import('./app/list/OwnPage.tsx'),
    children: [detail],
  },
  {
    ...page,
    path: 'admin/torrents',
    words: ['torrents', 'torrentEngine', 'torrentActs', 'torrentSearch', 'torrentDownloads'],
    ability: 'torrents.administer',
    title: 'torrentEngine.page.title',
    load: () => import('./app/settings/SettingsPage.tsx'),
  },
]
