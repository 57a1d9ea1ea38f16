import { once } from 'node:events'
import fs from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { startApp } from '../../../testing/start-app.ts'
import { askRaw } from '../../../testing/torrent-downloads.ts'
import { pour } from './pouring.ts'
import { sendFile } from './sending.ts'

test('a file that became shorter while it was sent ends the answer: nobody waits for the rest', async () => {
  const app = await startApp({ modules: ['torrents'] })
  onTestFinished(() => app.stop())
  const place = path.join(app.root, 'short.bin')
  await fs.writeFile(place, Buffer.alloc(1000))
  const house = express().get('/', async (request, response) => {
    const handle = await fs.open(place)
    await sendFile(app.deps, request, response, {
      ...{ name: 'short.bin', size: 2_000_000, etag: '"short"', modified: null },
      open: async () => (target) => pour(handle, { start: 0, end: 1_999_999 }, target),
      close: () => handle.close(),
    })
  })
  const server = house.listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const waited = new Promise((resolve) => setTimeout(resolve, 5000, 'still waiting'))
  const answer = askRaw(port, '/').catch((error: NodeJS.ErrnoException) => error.code)
  expect(await Promise.race([answer, waited])).toBe('ECONNRESET')
})
