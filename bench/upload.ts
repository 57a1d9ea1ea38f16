import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Upload } from 'tus-js-client'
import { type Line, median, secondsOf } from './measure.ts'
import { type Served, serve } from './served.ts'

const bytes = 2_000_000_000
const rounds = 3

function sourceFile(): string {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-upload-')), 'film')
  const block = Buffer.alloc(10_000_000, 'foyer')
  for (let written = 0; written < bytes; written += block.length) fs.appendFileSync(file, block)
  return file
}

async function plain(server: Served, file: string): Promise<void> {
  const request = http.request(server.url, { method: 'PUT', headers: { 'content-length': bytes } })
  const answered = new Promise((resolve, reject) => {
    request.once('response', (response) => response.resume().once('end', resolve))
    request.once('error', reject)
  })
  await pipeline(fs.createReadStream(file), request)
  await answered
}

const resumable = (house: Served, file: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const upload = new Upload(fs.createReadStream(file), {
      endpoint: `${house.url}/api/uploads`,
      headers: { cookie: house.cookie, origin: house.url, 'x-foyer': '1' },
      chunkSize: 50_000_000,
      retryDelays: null,
      onSuccess: () => {
        upload.abort(true).then(resolve, reject)
      },
      onError: reject,
    })
    upload.start()
  })

/** Megabytes per second of a resumable upload, against a plain Node pipe to a file. */
export async function uploadLines(house: Served): Promise<Line[]> {
  const pipe = await serve('pipe')
  const file = sourceFile()
  const [plainTimes, ownTimes]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    plainTimes.push(await secondsOf(() => plain(pipe, file)))
    ownTimes.push(await secondsOf(() => resumable(house, file)))
  }
  await pipe.stop()
  fs.rmSync(path.dirname(file), { recursive: true })
  const megabytes = bytes / 1e6
  const [ceiling, value] = [megabytes / median(plainTimes), megabytes / median(ownTimes)]
  return [{ name: 'Upload of 2 GB by tus / plain pipe', value, ceiling, unit: 'MB/s', aim: ['at least', 0.7] }]
}
