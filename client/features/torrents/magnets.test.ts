import { expect, test } from 'vitest'
import { isTorrentFile, magnetsIn, otherLines } from './magnets.ts'

test('magnets are found in any text, each once', () => {
  const one = 'magnet:?xt=urn:btih:aaaa&dn=A'
  const text = `Look: ${one}\nMAGNET:?xt=urn:btih:bbbb\n${one} <magnet:?xt=urn:btih:cccc>`
  expect(magnetsIn(text)).toEqual([one, 'MAGNET:?xt=urn:btih:bbbb', 'magnet:?xt=urn:btih:cccc'])
  expect(magnetsIn('https://example.org/?magnet')).toEqual([])
})

test('lines that are no magnets are told apart', () => {
  expect(otherLines('magnet:?xt=urn:btih:aa\n\n https://example.org \n')).toEqual(['https://example.org'])
})

test('torrent files are known by their name', () => {
  expect(isTorrentFile({ name: 'A.TORRENT', type: '' })).toBe(true)
  expect(isTorrentFile({ name: 'a.txt', type: 'text/plain' })).toBe(false)
})
