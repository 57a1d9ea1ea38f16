import { QBittorrentDouble } from '../../server/testing/qbittorrent-double.ts'
import { v1Of } from '../../server/testing/torrents.ts'
import { answer } from './answering.ts'

const [count = 0, active = 0] = process.argv.slice(2).map(Number)

const engine = await QBittorrentDouble.start({ version: '5.1' })
for (let number = 0; number < count; number += 1) {
  engine.putStranger({ v1: v1Of(number), name: `Torrent ${number}`, size: 4_000_000_000, state: 'stalledUP' })
}

/** What qBittorrent tells anew of a torrent that is being downloaded, every one and a half seconds. */
function move(): void {
  let down = 0
  for (let number = 0; number < active; number += 1) {
    const { fields } = engine.torrent(v1Of(number))
    const speed = 1_000_000 + Math.floor(Math.random() * 1_000_000)
    const downloaded = Number(fields.downloaded ?? 0) + speed
    down += speed
    Object.assign(fields, {
      ...{ state: 'downloading', dlspeed: speed, upspeed: Math.floor(speed / 9), downloaded, completed: downloaded },
      ...{ progress: (downloaded % 4e9) / 4e9, eta: Math.floor(4e9 / speed), ratio: Math.random() * 0.01 },
      ...{ amount_left: 4e9 - (downloaded % 4e9), num_seeds: 10, num_leechs: Math.floor(Math.random() * 20) },
      ...{ time_active: Math.floor(Date.now() / 1000), last_activity: Math.floor(Date.now() / 1000) },
    })
  }
  Object.assign(engine.serverState, { dl_info_speed: down, up_info_speed: Math.floor(down / 9) })
}

let timer: NodeJS.Timeout | undefined
process.on('message', (word) => {
  if (word === 'move') timer = setInterval(move, 1500)
})
answer({ url: engine.url, cookie: '', root: '' }, async () => {
  clearInterval(timer)
  await engine.stop()
})
