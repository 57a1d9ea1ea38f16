import { pbkdf2, randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import net, { type AddressInfo } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Access } from '../qbittorrent/session.ts'
import { type IniSection, iniText, withKeys } from './ini.ts'

export interface Folders {
  /** Where qBittorrent keeps its own things. */
  readonly profile: string
  readonly downloads: string
}

/** A port that is free on loopback at this moment. */
async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** As qBittorrent keeps passwords: PBKDF2 with SHA-512, 100,000 rounds, 64 bytes. */
async function passwordKey(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await promisify(pbkdf2)(password, salt, 100_000, 64, 'sha512')
  return `"@ByteArray(${salt.toString('base64')}:${key.toString('base64')})"`
}

/** What holds at the first start, and may be changed afterwards. */
const beginning: Readonly<Record<string, IniSection>> = {
  // How much anybody downloads at once is the house's to say, and a queue changes every torrent that waits in it.
  BitTorrent: { 'Session\\QueueingSystemEnabled': 'false' },
}

/** What the house relies on: only it speaks to the program, from this machine, and no program is run by a torrent. */
const fixed = async (port: number, { username, password }: Access, downloads: string) => ({
  LegalNotice: { Accepted: 'true' },
  AutoRun: { enabled: 'false', 'OnTorrentAdded\\Enabled': 'false' },
  BitTorrent: { 'Session\\DefaultSavePath': iniText(downloads) },
  Preferences: {
    'General\\Locale': 'en',
    'WebUI\\Address': '127.0.0.1',
    'WebUI\\Port': String(port),
    'WebUI\\Username': username,
    'WebUI\\Password_PBKDF2': await passwordKey(password),
    'WebUI\\LocalHostAuth': 'true',
    'WebUI\\AuthSubnetWhitelistEnabled': 'false',
    'WebUI\\UseUPnP': 'false',
    'WebUI\\HTTPS\\Enabled': 'false',
    'WebUI\\ServerDomains': '*',
  },
})

/** Writes the program's settings, with a port and a password that hold for one start, and answers the way in. */
export async function prepareProfile({ profile, downloads }: Folders): Promise<Access> {
  const file = path.join(profile, 'qBittorrent', 'config', 'qBittorrent.conf')
  await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await fs.mkdir(downloads, { recursive: true, mode: 0o700 })
  const port = await freePort()
  const password = randomBytes(24).toString('base64url')
  const access = { url: `http://127.0.0.1:${port}`, username: 'foyer', password }
  const before = await fs.readFile(file, 'utf8').catch(() => withKeys('', beginning))
  await fs.writeFile(file, withKeys(before, await fixed(port, access, downloads)), { mode: 0o600 })
  return access
}
