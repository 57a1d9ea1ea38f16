import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { answer } from './answering.ts'

/** Sends one file to whoever asks, and does nothing else. */
const [file = ''] = process.argv.slice(2)

const server = http.createServer((_request, response) => {
  response.setHeader('Content-Length', fs.statSync(file).size)
  pipeline(fs.createReadStream(file, { highWaterMark: 1024 * 1024 }), response).catch(() => response.destroy())
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  answer({ url: `http://127.0.0.1:${port}`, cookie: '', root: '' }, async () => {
    server.close()
  })
})
