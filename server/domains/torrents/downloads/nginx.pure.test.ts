import { expect, test } from 'vitest'
import { nginxAddress, nginxConfiguration, nginxFolder, nginxLink } from './nginx.ts'

const nginx = (more: { address?: string; folder?: string; secret?: string } = {}) => ({
  address: nginxAddress(more.address ?? 'https://files.example/dl'),
  folder: more.folder ?? '/data',
  secret: more.secret ?? 'S3CR3T',
})

test('the configuration asks for the signature that links carry', () => {
  const text = nginxConfiguration(nginx())
  expect(text).toContain('location ^~ "/dl/" {')
  expect(text).toContain('secure_link_md5 "$secure_link_expires$uri S3CR3T";')
  expect(text).toContain('disable_symlinks on "from=/data/";')
  expect(text).toContain('alias "/data/";')
})

test('nothing that is written in breaks out of its place', () => {
  const text = nginxConfiguration(
    nginx({ address: 'https://files.example/a"b;{}/', folder: '/my "films"; }\\ x', secret: 'a"; } deny' }),
  )
  expect(text).toContain('location ^~ "/a\\"b;{}/" {')
  expect(text).toContain('alias "/my \\"films\\"; }\\\\ x/";')
  expect(text).toContain('$secure_link_expires$uri a\\"; } deny";')
})

test.each(['/data/$uri', '/data\nroot /;', 'data', '/data/../etc', ''])('the folder %j is refused', (folder) => {
  expect(() => nginxFolder(folder)).toThrow()
  expect(() => nginxConfiguration(nginx({ folder }))).toThrow()
})

test('a secret that nginx would read as a variable is refused', () => {
  expect(() => nginxConfiguration(nginx({ secret: '$uri' }))).toThrow()
})

test.each([
  'files.example/dl',
  'ftp://files.example/dl/',
  'file:///etc/',
  'gopher://files.example/',
  'https://me:word@files.example/dl/',
  'https://files.example/dl/?x=1',
  'https://files.example/$uri/',
  'https://files.example/%zz/',
  'https://files.example/a%0aroot/',
])('attack 68: the address %s is refused', (address) => {
  expect(() => nginxAddress(address)).toThrow('torrentDownloads.errors.address')
})

test.each([
  'http://169.254.169.254/',
  'http://[fe80::1]/',
  'http://2852039166/',
  'http://0xa9fea9fe/dl/',
  'http://metadata.google.internal/',
])('attack 70: the address %s is none that the house talks to', (address) => {
  expect(() => nginxAddress(address)).toThrow('torrentDownloads.errors.forbiddenHost')
})

test('a link encodes each segment and signs the decoded path', () => {
  const link = nginxLink(nginx(), ['Série #1', `a?b&c;d'e"f%2e.mkv`], 1_800_000_000)
  expect(link).toMatch(
    /^https:\/\/files\.example\/dl\/S%C3%A9rie%20%231\/a%3Fb%26c%3Bd'e%22f%252e\.mkv\?md5=[\w-]{22}&expires=1800000000$/,
  )
  // printf '1800000000/dl/a x' | openssl md5 -binary | basenc --base64url
  expect(nginxLink(nginx({ secret: 'x' }), ['a'], 1_800_000_000)).toContain('?md5=SHAE-vUYGdk8HGLzyjuf7g&')
})
