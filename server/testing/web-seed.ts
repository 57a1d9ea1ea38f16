import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SharedFile } from './torrent-files.ts'

const tick = 25

/** A web server that gives the files of a torrent to its engine, as slowly as a test wants. */
export class WebSeed {
  /** In bytes a second. */
  rate: number
  readonly #server: http.Server
  readonly #files = new Map<string, Buffer>()

  private constructor(name: string, files: readonly SharedFile[], rate: number) {
    this.rate = rate
    for (const { path, content } of files) this.#files.set(`/${[name, ...path].join('/')}`, content)
    this.#server = http.createServer((request, response) => this.#answer(request, response))
  }

  static async start(name: string, files: readonly SharedFile[], rate: number): Promise<WebSeed> {
    const seed = new WebSeed(name, files, rate)
    await new Promise<void>((resolve) => seed.#server.listen(0, '127.0.0.1', resolve))
    return seed
  }

  /** As it stands in a .torrent: the engine adds the torrent's name to it, or for a single file nothing. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    this.#server.closeAllConnections()
    await closed
  }

  #answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const content = this.#files.get(decodeURIComponent(new URL(request.url ?? '/', 'http://seed').pathname))
    if (!content) {
      response.writeHead(404).end()
      return
    }
    const [, from, to] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? []
    const start = Number(from ?? 0)
    const end = Math.min(to ? Number(to) : content.length - 1, content.length - 1)
    response.writeHead(from === undefined ? 200 : 206, {
      'Content-Length': end - start + 1,
      'Content-Range': `bytes ${start}-${end}/${content.length}`,
    })
    let at = start
    const timer = setInterval(() => {
      const next = Math.min(at + Math.ceil((this.rate * tick) / 1000), end + 1)
      response.write(content.subarray(at, next))
      at = next
      if (at <= end) return
      clearInterval(timer)
      response.end()
    }, tick)
    response.on('close', () => clearInterval(timer))
  }
}
