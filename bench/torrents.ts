import { chromium } from '@playwright/test'
import { io, type Socket } from 'socket.io-client'
import { chromiumPath, chromiumSwitches } from '../scripts/chromium.ts'
import { allTorrentsRoom, engineRoom, torrentsRoomId } from '../shared/torrents-live.ts'
import type { Line } from './measure.ts'
import { type Served, serve } from './served.ts'

const [torrents, active, clients] = [1000, 40, 20]
/** Of a look at the engine, in seconds. */
const pace = 2
const stretch = 30

const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

/** A page with the list of everybody's torrents, as far as the house sees it. */
class Client {
  /** What came with events since the page was opened. */
  bytes = 0
  readonly socket: Socket

  constructor(house: Served) {
    const extraHeaders = { origin: house.url, cookie: house.cookie }
    this.socket = io(house.url, { transports: ['websocket'], extraHeaders })
    this.socket.on('connect', () => {
      for (const room of [allTorrentsRoom.name, engineRoom.name]) {
        this.socket.emitWithAck('join', { room, id: torrentsRoomId }).catch(() => undefined)
      }
      this.socket.io.engine.on('packet', ({ type, data }: { type: string; data?: string }) => {
        if (type === 'message') this.bytes += Buffer.byteLength(data ?? '')
      })
    })
  }
}

const bytesOf = (pages: readonly Client[]) => pages.reduce((sum, { bytes }) => sum + bytes, 0)

/** What comes over the network until the list of all torrents is there, compressed as browsers get it, in bytes. */
async function firstLoad(house: Served): Promise<number> {
  const executablePath = chromiumPath()
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumSwitches })
  const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage()
  const [name = '', value = ''] = house.cookie.split('=')
  await page.context().addCookies([{ name, value, url: house.url }])
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  let bytes = 0
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto(`${house.url}/torrents/all`)
  await page
    .getByText(/^Torrent \d+$/)
    .first()
    .waitFor()
  await page.waitForLoadState('networkidle')
  await browser.close()
  return bytes
}

/** Waits until every torrent is known to be there. */
async function furnished(house: Served): Promise<void> {
  house.tell('furnish')
  const input = encodeURIComponent(JSON.stringify({ scope: 'all' }))
  for (;;) {
    const answer = await fetch(`${house.url}/trpc/torrents.list?input=${input}`, { headers: { cookie: house.cookie } })
    const { result } = (await answer.json()) as { result?: { data: { torrents: { state: string }[] } } }
    if (result?.data.torrents.filter(({ state }) => state === 'seeding').length === torrents) return
    await pause(0.2)
  }
}

/**
 * A thousand torrents and twenty open pages, beside an engine in a process of its own. The ceilings are what is aimed at:
 * a prototype reached them, where Flood took 16.8 KB a tick, 710 KB at first and 250 MB.
 */
export async function torrentLines(): Promise<Line[]> {
  const engine = await serve('engine', String(torrents), String(active))
  const house = await serve('torrents', engine.url, String(torrents))
  await pause(2)
  const idle = (await house.usage()).memory
  const pages = Array.from({ length: clients }, () => new Client(house))
  await furnished(house)
  await pause(4 * pace)
  const still = bytesOf(pages)
  await pause(5 * pace)
  const silent = bytesOf(pages) - still
  engine.tell('move')
  // Until the compiler has seen enough of the code.
  await pause(15 * pace)
  const before = { ...(await house.usage()), bytes: bytesOf(pages) }
  await pause(stretch)
  const after = { ...(await house.usage()), bytes: bytesOf(pages) }
  const first = await firstLoad(house)
  for (const { socket } of pages) socket.disconnect()
  await house.stop()
  await engine.stop()
  const perTick = (after.bytes - before.bytes) / clients / (stretch / pace)
  const cpu = ((after.cpu - before.cpu) / 1000) * (60 / stretch)
  const aim: Line['aim'] = ['at most', 1]
  return [
    { name: '1,000 torrents, 40 active: bytes a tick', value: perTick / 1000, ceiling: 3.6, unit: 'KB', aim },
    { name: 'Nothing moves: bytes to 20 pages', value: silent, ceiling: 1, unit: 'B', aim: ['at most', 0] },
    { name: 'Server CPU of a minute, 20 pages', value: cpu, ceiling: 400, unit: 'ms', aim },
    { name: 'Memory over the idle house', value: (after.memory - idle) / 1e6, ceiling: 60, unit: 'MB', aim },
    {
      name: 'First load of 1,000 torrents / Flood',
      value: first / 1000,
      ceiling: 710,
      unit: 'KB',
      aim: ['at most', 0.7],
    },
  ]
}
