import fs from 'node:fs'
import path from 'node:path'
import { startApp } from '../../server/testing/start-app.ts'
import { furnishDownloads, linksOf, readsFolder } from '../../server/testing/torrent-downloads.ts'
import { answer } from './answering.ts'

/** A house whose member holds a link to one large finished file. */
const bytes = Number(process.argv[2])
const app = await startApp({ automatic: true, modules: ['torrents'] })
const member = app.person('member')
const downloads = await furnishDownloads(app, member, { names: ['film'] })
const film = path.join(downloads.folder, 'Show/film')
const block = Buffer.alloc(10_000_000, 'foyer')
fs.rmSync(film)
for (let written = 0; written < bytes; written += block.length) fs.appendFileSync(film, block, { flush: true })
for (const file of downloads.engine.torrent(downloads.key).files) file.size = bytes
readsFolder(app.deps, downloads.folder)
fs.linkSync(film, path.join(app.root, 'film'))
fs.writeFileSync(path.join(app.root, 'link'), (await linksOf(app, member, downloads.torrentId)).get('film') ?? '')
answer({ url: app.url, cookie: '', root: app.root }, async () => {
  await downloads.stop()
  await app.stop()
})
