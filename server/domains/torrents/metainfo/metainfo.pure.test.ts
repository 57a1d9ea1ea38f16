import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { DomainError } from '../../../../shared/errors.ts'
import { bencode, makeTorrent, type TorrentVersion } from '../../../testing/torrent-files.ts'
import { readMagnet } from './magnet.ts'
import { readTorrentFile, trackersOfFile } from './metainfo.ts'

const pack = [
  { path: ['a #1 100%.bin'], content: randomBytes(100_000) },
  { path: ['sous-dossier', 'été.txt'], content: randomBytes(200_000) },
]

const refusalOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof DomainError) return error.key
    throw error
  }
  return 'none'
}

test.each<TorrentVersion>(['v1', 'v2', 'hybrid'])(
  'a torrent of version %s is known by the hashes of its info dictionary',
  (version) => {
    const made = makeTorrent(version, 'Vacances', pack)
    const { v1, v2 } = made
    expect(readTorrentFile(made.file)).toEqual({
      ...{ v1, v2, name: 'Vacances', size: 300_000 },
      files: [
        { path: 'a #1 100%.bin', size: 100_000 },
        { path: 'sous-dossier/été.txt', size: 200_000 },
      ],
    })
  },
)

test.each<TorrentVersion>(['v1', 'v2', 'hybrid'])('a torrent of a single file (%s) has that file', (version) => {
  const { file } = makeTorrent(version, 'film.mkv', [{ path: [], content: randomBytes(70_000) }])
  expect(readTorrentFile(file)).toMatchObject({ name: 'film.mkv', files: [{ path: 'film.mkv', size: 70_000 }] })
})

test('the hash is that of the bytes as they stand in the file, whatever their order', () => {
  const info = Buffer.from('d6:pieces20:aaaaaaaaaaaaaaaaaaaa4:name1:x12:piece lengthi16384e6:lengthi5ee')
  const { v1 } = readTorrentFile(Buffer.concat([Buffer.from('d4:info'), info, Buffer.from('e')]))
  expect(v1).toBe('8a099b564e0670fc5a69d09e665a57fcb1121759')
})

test('the trackers of a file are those of its tiers, else its one', () => {
  const info = { name: 'x' }
  const tiers = [['udp://c/d', 'udp://e/f'], ['udp://c/d']]
  const read = (more: Record<string, string | string[][]>) => trackersOfFile(bencode({ ...more, info }))
  expect(read({ announce: 'udp://a/b' })).toEqual(['udp://a/b'])
  expect(read({ announce: 'udp://a/b', 'announce-list': tiers })).toEqual(['udp://c/d', 'udp://e/f'])
  expect([read({}), trackersOfFile(Buffer.from('no torrent'))]).toEqual([[], []])
})

test('what is no torrent is refused in words, however it is broken', () => {
  const whole = makeTorrent('hybrid', 'Vacances', pack).file
  const broken = [
    ...[
      '',
      'i1e',
      '<html></html>',
      'd4:infoi1ee',
      'd4:infod4:name1:xee',
      'd4:info',
      '9999999999:x',
      'i-e',
      'd1:ai1e1:ai2ee',
    ],
    'l'.repeat(100_000),
    'd4:info'.repeat(5000),
    `l${'i0e'.repeat(600_000)}e`,
  ].map((text) => Buffer.from(text))
  const cut = Array.from({ length: 200 }, (_, index) => whole.subarray(0, Math.floor((whole.length * index) / 200)))
  for (const bytes of [...broken, ...cut]) {
    expect(refusalOf(() => readTorrentFile(bytes))).toBe('torrents.errors.notTorrent')
  }
})

test('a torrent with any byte changed is read or refused, and nothing else', () => {
  const whole = makeTorrent('hybrid', 'Vacances', pack).file
  for (let round = 0; round < 2000; round += 1) {
    const changed = Buffer.from(whole)
    changed[(round * 7919) % 3000] = (round * 31) % 256
    expect(['none', 'torrents.errors.notTorrent']).toContain(refusalOf(() => readTorrentFile(changed)))
  }
})

test('attack 66: names of files neither climb out of their folder on the screen nor hide what they are', () => {
  const info = {
    ...{ name: '\u202Efdp.exe\n', 'piece length': 16_384, pieces: Buffer.alloc(20) },
    files: [{ length: 1, path: ['..', '\u0000', 'a'] }],
  }
  const { name, files } = readTorrentFile(bencode({ info }))
  expect(name).toBe('fdp.exe')
  expect(files).toEqual([{ path: '../a', size: 1 }])
})

test('a name is cut between two signs, and one folder above very many files costs little', () => {
  const folder = Buffer.alloc(4_000_000, 'x').toString()
  const leaves = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`${index}`, { '': { length: 1 } }]))
  const name = `x${'🎬'.repeat(300)}`
  const info = { name, 'meta version': 2, 'piece length': 16_384, 'file tree': { [folder]: leaves } }
  const file = bencode({ info })
  const before = performance.now()
  const read = readTorrentFile(file)
  expect(performance.now() - before).toBeLessThan(5000)
  expect([read.files.length, read.files[0]?.path.length]).toEqual([50_000, 257])
  expect(read.name).toBe(`x${'🎬'.repeat(127)}`)
  expect(readMagnet(`magnet:?xt=urn:btih:${hash}&dn=${encodeURIComponent(name)}`).name).toBe(read.name)
})

const hash = 'C9E15763F722F23E98A29DECDFAE341B98D53056'

test('a magnet is read in both ways of writing its hash, and of both versions', () => {
  expect(readMagnet(` magnet:?xt=urn:btih:${hash}&dn=Cosmos+Laundromat `)).toEqual({
    ...{ v1: hash.toLowerCase(), v2: null, name: 'Cosmos Laundromat' },
    magnet: `magnet:?xt=urn:btih:${hash.toLowerCase()}&dn=Cosmos%20Laundromat`,
  })
  expect(readMagnet('MAGNET:?xt=urn:btih:ZHQVOY7XELZD5GFCTXWN7LRUDOMNKMCW').v1).toBe(hash.toLowerCase())
  const second = 'ab'.repeat(32)
  expect(readMagnet(`magnet:?xt.1=urn:btih:${hash}&xt.2=urn:btmh:1220${second}`)).toMatchObject({
    ...{ v1: hash.toLowerCase(), v2: second },
    magnet: `magnet:?xt=urn:btih:${hash.toLowerCase()}`,
  })
})

test('attack 70: of a magnet nothing reaches the engine but hashes, a name and trackers', () => {
  const extras = [
    'tr=udp%3A%2F%2Ftracker.example%3A1337%2Fannounce',
    'tr=file%3A%2F%2F%2Fetc%2Fpasswd',
    'tr=%2Fetc%2Fpasswd',
    'tr=ws%3A%2F%2F127.0.0.1%2F',
    'tr=http%3A%2F%2F169.254.169.254%2Flatest',
    'ws=http%3A%2F%2F127.0.0.1%2F&xs=http%3A%2F%2F127.0.0.1%2Fa.torrent&as=http%3A%2F%2F127.0.0.1%2F&x.pe=127.0.0.1%3A22',
  ].join('&')
  const { magnet } = readMagnet(`magnet:?xt=urn:btih:${hash}&${extras}`)
  expect(magnet).toBe(
    `magnet:?xt=urn:btih:${hash.toLowerCase()}&tr=${encodeURIComponent('udp://tracker.example:1337/announce')}`,
  )
})

test.each([
  ['http://example.org/a.torrent', 'torrents.errors.notMagnet'],
  ['/etc/passwd', 'torrents.errors.notMagnet'],
  ['magnet:?dn=rien', 'torrents.errors.noHash'],
  ['magnet:?xt=urn:btih:1234', 'torrents.errors.noHash'],
])('%s is refused in words', (text, key) => {
  expect(refusalOf(() => readMagnet(text))).toBe(key)
})
