import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** On its way to the server, or on the way back: then the server has done what it was asked. */
export type GateMoment = 'before' | 'after'

/** Stands before a server, lets everything pass, and stops the calls that a test wants to see stopped. */
export class HttpGate {
  readonly #server: http.Server
  readonly #target: URL
  #stopped: { path: string; moment: GateMoment; seen: () => void } | null = null

  private constructor(target: string) {
    this.#target = new URL(target)
    this.#server = http.createServer((request, response) => {
      this.#pass(request, response).catch(() => response.destroy())
    })
  }

  static async start(target: string): Promise<HttpGate> {
    const gate = new HttpGate(target)
    await new Promise<void>((resolve) => gate.#server.listen(0, '127.0.0.1', resolve))
    return gate
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Stops every call of a path that ends so, until `open`; resolves once one was stopped. */
  close(path: string, moment: GateMoment): Promise<void> {
    return new Promise((seen) => {
      this.#stopped = { path, moment, seen }
    })
  }

  /** Lets everything pass again; what was stopped is never answered. */
  open(): void {
    this.#stopped = null
    this.#server.closeAllConnections()
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    this.#server.closeAllConnections()
    await closed
  }

  async #pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const path = request.url ?? '/'
    const body = await buffer(request)
    const stopped = this.#stopped?.path !== undefined && path.endsWith(this.#stopped.path) ? this.#stopped : null
    if (stopped?.moment === 'before') return stopped.seen()
    const answer = await this.#ask(path, request, body)
    const answered = await buffer(answer)
    if (stopped) return stopped.seen()
    response.writeHead(answer.statusCode ?? 502, answer.headers).end(answered)
  }

  #ask(path: string, { method, headers }: http.IncomingMessage, body: Buffer): Promise<http.IncomingMessage> {
    // The server knows itself by its own address alone.
    const { origin: _, referer: __, 'transfer-encoding': ___, ...others } = headers
    const sent = { ...others, host: this.#target.host, 'content-length': String(body.length) }
    return new Promise((resolve, reject) => {
      const request = http.request(new URL(path, this.#target), { method, headers: sent, agent: false }, resolve)
      request.once('error', reject).end(body)
    })
  }
}
