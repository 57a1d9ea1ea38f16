import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { answer } from './answering.ts'

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-pipe-'))

const server = http.createServer((request, response) => {
  pipeline(request, fs.createWriteStream(path.join(root, 'upload'))).then(
    () => response.end('ok'),
    () => response.destroy(),
  )
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  answer({ url: `http://127.0.0.1:${port}`, cookie: '', root }, async () => {
    server.close()
    fs.rmSync(root, { recursive: true })
  })
})
