import { engineSettings } from '../../shared/torrent-engine.ts'
import { type DoubleOptions, QBittorrentDouble } from './qbittorrent-double.ts'
import type { TestApp } from './start-app.ts'

/** Starts a double and makes it the engine of a house; the caller stops it. */
export async function giveEngine(app: TestApp, options: DoubleOptions = {}): Promise<QBittorrentDouble> {
  const double = await QBittorrentDouble.start(options)
  double.now = () => app.clock.now()
  const { url, username, password } = double
  app.deps.settings.set(engineSettings, { way: 'remote', url, username, password })
  return double
}
