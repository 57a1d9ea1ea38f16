import type { Feature } from '../../lib/page.ts'

const use = { module: 'torrents', ability: 'torrents.use' } as const

export const torrents: Feature = {
  navigation: [
    {
      to: '/torrents',
      label: 'common.navigation.torrents',
      icon: 'torrent',
      place: 'site',
      ...use,
      door: { text: 'common.doors.torrents', mood: 'atelier' },
    },
    { to: '/torrents', label: 'common.navigation.torrents', icon: 'torrent', place: 'workshop', ...use },
    { to: '/torrents/search', label: 'workshop.lines.torrentSearch', icon: 'find', place: 'workshop', ...use },
    {
      to: '/admin/torrents',
      label: 'workshop.lines.torrentEngine',
      icon: 'engine',
      place: 'workshop',
      module: 'torrents',
      ability: 'torrents.administer',
    },
  ],
  commands: { words: ['torrentPages'], load: () => import('./app/commands.ts') },
  words: ['torrents', 'torrentEngine', 'torrentSearch'],
}
