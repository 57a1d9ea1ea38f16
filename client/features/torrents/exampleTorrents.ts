import { type TorrentView, torrentStates } from '../../../shared/torrents.ts'

/** A torrent for tests, named after its number. */
export const exampleTorrent = (id: number, change: Partial<TorrentView> = {}): TorrentView => ({
  id,
  name: `Torrent ${id}`,
  hash: id.toString(16).padStart(40, '0'),
  state: 'downloading',
  problem: null,
  size: 1_000_000_000,
  progress: 0.5,
  down: 0,
  up: 0,
  eta: null,
  ratio: 0,
  seeds: 0,
  peers: 0,
  addedAt: new Date(1_700_000_000_000 + id * 1000).toISOString(),
  finishedAt: null,
  owners: [{ id: 1, name: 'Camille' }],
  ...change,
})

export const manyTorrents = (count: number): TorrentView[] =>
  Array.from({ length: count }, (_, index) => {
    const state = torrentStates[index % torrentStates.length] ?? 'paused'
    return exampleTorrent(index + 1, {
      name: `Épisode ${(index * 7919) % count} — « Les étés à Bélâbre » ${index % 12}`,
      state,
      down: (index * 31) % 1000,
      eta: index % 3 ? index : null,
    })
  })
