import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Upload } from 'tus-js-client'
import { type Line, median, secondsOf } from './measure.ts'
import { type Served, serve } from './served.ts'

const bytes = 2_000_000_000
const rounds = 5

function sourceFile(): string {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-upload-')), 'film')
  const block = Buffer.alloc(10_000_000, 'foyer')
  for (let written = 0; written < bytes; written += block.length) fs.appendFileSync(file, block, { flush: true })
  return file
}

/** Work on an upload of a whole file, in two parts: only the first is measured. */
interface Way {
  readonly server: Served
  send(): Promise<void>
  /** Removes what was sent, so that the disk is not still writing it while the next round is measured. */
  remove(): Promise<void>
}

function plainPipe(server: Served, file: string): Way {
  return {
    server,
    async send() {
      const request = http.request(server.url, { method: 'PUT', headers: { 'content-length': bytes } })
      const answered = new Promise((resolve, reject) => {
        request.once('response', (response) => response.resume().once('end', resolve))
        request.once('error', reject)
      })
      await pipeline(fs.createReadStream(file), request)
      await answered
    },
    remove: () => fs.promises.rm(path.join(server.root, 'upload')),
  }
}

function tus(server: Served, file: string): Way {
  let upload: Upload
  return {
    server,
    send: () =>
      new Promise((resolve, reject) => {
        upload = new Upload(fs.createReadStream(file), {
          endpoint: `${server.url}/api/uploads`,
          headers: { cookie: server.cookie, origin: server.url, 'x-foyer': '1' },
          chunkSize: 50_000_000,
          retryDelays: null,
          onSuccess: () => resolve(),
          onError: reject,
        })
        upload.start()
      }),
    remove: () => upload.abort(true),
  }
}

class Times {
  readonly #way: Way
  readonly #seconds: number[] = []
  readonly #cpu: number[] = []

  constructor(way: Way) {
    this.#way = way
  }

  async measure(): Promise<void> {
    const { server } = this.#way
    const before = await server.usage()
    this.#seconds.push(await secondsOf(() => this.#way.send()))
    this.#cpu.push((await server.usage()).cpu - before.cpu)
    await this.#way.remove()
  }

  /** In MB/s. */
  get speed(): number {
    return bytes / 1e6 / median(this.#seconds)
  }

  /** Seconds of the server's CPU for each GB. */
  get cpu(): number {
    return median(this.#cpu) / 1e6 / (bytes / 1e9)
  }
}

/**
 * A resumable upload against a plain Node pipe to a file, both by HTTP from this process. Other work on the machine
 * disturbs the server's CPU time less than the speed.
 */
export async function uploadLines(house: Served): Promise<Line[]> {
  const pipe = await serve('pipe')
  const file = sourceFile()
  const [plain, own] = [new Times(plainPipe(pipe, file)), new Times(tus(house, file))]
  for (let round = 0; round < rounds; round += 1) {
    // Neither always comes second.
    for (const times of round % 2 === 0 ? [plain, own] : [own, plain]) await times.measure()
  }
  await pipe.stop()
  fs.rmSync(path.dirname(file), { recursive: true })
  const what = 'of 2 GB by tus / plain pipe'
  return [
    { name: `Upload ${what}`, value: own.speed, ceiling: plain.speed, unit: 'MB/s', aim: ['at least', 0.7] },
    { name: `Server CPU ${what}`, value: own.cpu, ceiling: plain.cpu, unit: 's/GB', aim: ['at most', 1.4] },
  ]
}
