import { type ChildProcess, spawn } from 'node:child_process'
import { pbkdf2Sync, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { engineSettings, torrentSpace } from '../../shared/torrent-engine.ts'
import type { Deps } from '../platform/deps.ts'
import type { SharedFile, TorrentFile } from './torrent-files.ts'

const password = 'un moteur pour les essais'
const startsWithin = 20_000

/** What makes torrents move on one machine, without a word to any other. */
const loopbackOnly = {
  Interface: 'lo',
  InterfaceName: 'lo',
  InterfaceAddress: '127.0.0.1',
  // Over UDP a gigabyte takes two minutes on loopback, over TCP ten seconds.
  BTProtocol: 'TCP',
  DHTEnabled: 'false',
  LSDEnabled: 'false',
  PeXEnabled: 'false',
  MultiConnectionsPerIp: 'true',
  QueueingSystemEnabled: 'false',
} as const

async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function hashedPassword(): string {
  const salt = randomBytes(16)
  const key = pbkdf2Sync(password, salt, 100_000, 64, 'sha512')
  return `@ByteArray(${salt.toString('base64')}:${key.toString('base64')})`
}

/** A real qbittorrent-nox on loopback, with a profile and a download folder of its own. */
export class QBittorrent {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-engine-'))
  /** Where its torrents lie. */
  readonly downloads = path.join(this.root, 'downloads')
  readonly #webPort: number
  readonly #peerPort: number
  #child: ChildProcess | null = null
  #cookie = ''

  private constructor(webPort: number, peerPort: number) {
    this.#webPort = webPort
    this.#peerPort = peerPort
  }

  static async start(): Promise<QBittorrent> {
    const engine = new QBittorrent(await freePort(), await freePort())
    engine.#writeProfile()
    try {
      await engine.revive()
      return engine
    } catch (error) {
      await engine.stop()
      throw error
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.#webPort}`
  }

  /** Makes it the engine of a house; `url` where something stands before it. */
  serve({ settings }: Pick<Deps, 'settings'>, url = this.url): void {
    settings.set(engineSettings, { way: 'remote', url, username: 'admin', password })
    // How full the disk of this machine is, is no matter of a test.
    settings.set(torrentSpace, { floor: 0 })
  }

  /** Starts it, or starts it again on what it had. */
  async revive(): Promise<void> {
    this.#child = spawn('qbittorrent-nox', [`--profile=${this.root}`], {
      stdio: 'ignore',
      env: { ...process.env, HOME: this.root },
    })
    const deadline = Date.now() + startsWithin
    while (!(await this.#signIn())) {
      if (Date.now() > deadline) throw new Error('qbittorrent-nox did not start')
      await sleep(50)
    }
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exited = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await exited
  }

  /** Ends it and leaves nothing of it. */
  async stop(): Promise<void> {
    await this.kill()
    fs.rmSync(this.root, { recursive: true, force: true })
  }

  /** Gives it files that it is to share. */
  async seed({ file, v1, v2, name }: TorrentFile, files: readonly SharedFile[]): Promise<void> {
    for (const { path: parts, content } of files) {
      const place = path.join(this.downloads, name, ...parts)
      fs.mkdirSync(path.dirname(place), { recursive: true })
      fs.writeFileSync(place, content)
    }
    const form = new FormData()
    form.append('torrents', new Blob([new Uint8Array(file)]), 'shared.torrent')
    await this.#post('torrents/add', form)
    const held = [v1, v2?.slice(0, 40)]
    for (;;) {
      const all = await this.held()
      if (all.some(({ hash, progress }) => held.includes(hash) && progress === 1)) return
      await sleep(50)
    }
  }

  /** What it holds, as it says itself. */
  async held(): Promise<readonly { hash: string; progress: number; state: string; tags: string }[]> {
    const answer = await fetch(`${this.url}/api/v2/torrents/info`, { headers: { cookie: this.#cookie } })
    return (await answer.json()) as Awaited<ReturnType<QBittorrent['held']>>
  }

  /** Shows another engine to all its torrents; the work of a tracker, to be done until they have met. */
  async meet(other: QBittorrent): Promise<void> {
    const hashes = (await this.held()).map(({ hash }) => hash).join('|')
    if (hashes === '') return
    await this.#post('torrents/addPeers', new URLSearchParams({ hashes, peers: `127.0.0.1:${other.#peerPort}` }))
  }

  async #post(call: string, body: FormData | URLSearchParams): Promise<Response> {
    return fetch(`${this.url}/api/v2/${call}`, { method: 'POST', body, headers: { cookie: this.#cookie } })
  }

  async #signIn(): Promise<boolean> {
    this.#cookie = ''
    const answer = await this.#post('auth/login', new URLSearchParams({ username: 'admin', password })).catch(
      () => null,
    )
    this.#cookie = answer?.headers.get('set-cookie')?.split(';')[0] ?? ''
    return this.#cookie !== ''
  }

  #writeProfile(): void {
    const folder = path.join(this.root, 'qBittorrent/config')
    fs.mkdirSync(folder, { recursive: true })
    fs.mkdirSync(this.downloads)
    const session = { ...loopbackOnly, Port: this.#peerPort, DefaultSavePath: this.downloads }
    const lines = [
      '[LegalNotice]',
      'Accepted=true',
      '[BitTorrent]',
      ...Object.entries(session).map(([key, value]) => `Session\\${key}=${value}`),
      '[Network]',
      'PortForwardingEnabled=false',
      '[Preferences]',
      'WebUI\\Address=127.0.0.1',
      `WebUI\\Port=${this.#webPort}`,
      'WebUI\\Username=admin',
      'WebUI\\LocalHostAuth=true',
      'WebUI\\UseUPnP=false',
      `WebUI\\Password_PBKDF2="${hashedPassword()}"`,
    ]
    fs.writeFileSync(path.join(folder, 'qBittorrent.conf'), `${lines.join('\n')}\n`)
  }
}
