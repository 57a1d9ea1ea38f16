import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { type Line, median, secondsOf } from './measure.ts'
import { type Served, serve } from './served.ts'

const bytes = 1_000_000_000
const rounds = 5

interface Way {
  readonly server: Served
  readonly path: string
}

/** Reads a file to its end and keeps nothing of it. Throws where it is not the whole file. */
function take({ server, path: place }: Way): Promise<void> {
  return new Promise((resolve, reject) => {
    let got = 0
    const request = http.get(`${server.url}${place}`, { agent: false }, (response) => {
      response.on('data', (chunk: Buffer) => {
        got += chunk.length
      })
      response.once('end', () => (got === bytes ? resolve() : reject(new Error(`${got} bytes came`))))
      response.once('error', reject)
    })
    request.once('error', reject)
  })
}

class Times {
  readonly #way: Way
  readonly #seconds: number[] = []
  readonly #cpu: number[] = []

  constructor(way: Way) {
    this.#way = way
  }

  async measure(): Promise<void> {
    const before = await this.#way.server.usage()
    this.#seconds.push(await secondsOf(() => take(this.#way)))
    this.#cpu.push((await this.#way.server.usage()).cpu - before.cpu)
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

/** A finished file by its signed link against the same file from a bare Node server, both by HTTP from this process. */
export async function downloadLines(): Promise<Line[]> {
  const house = await serve('downloads', String(bytes))
  const bare = await serve('file', path.join(house.root, 'film'))
  const link = fs.readFileSync(path.join(house.root, 'link'), 'utf8')
  const [plain, own] = [new Times({ server: bare, path: '/' }), new Times({ server: house, path: link })]
  for (let round = 0; round < rounds; round += 1) {
    // Neither always comes second.
    for (const times of round % 2 === 0 ? [plain, own] : [own, plain]) await times.measure()
  }
  await bare.stop()
  await house.stop()
  const what = 'of 1 GB by signed link / bare server'
  return [
    { name: `Download ${what}`, value: own.speed, ceiling: plain.speed, unit: 'MB/s', aim: ['at least', 0.8] },
    { name: `Server CPU ${what}`, value: own.cpu, ceiling: plain.cpu, unit: 's/GB', aim: ['at most', 1.2] },
  ]
}
