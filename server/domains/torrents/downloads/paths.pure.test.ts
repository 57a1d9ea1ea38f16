import { expect, test } from 'vitest'
import { enginePathOf, isAbsolute, segmentsBelow } from './paths.ts'

test('a file below a folder is found segment by segment', () => {
  expect(segmentsBelow('/data', '/data/Série/é #1.mkv')).toEqual(['Série', 'é #1.mkv'])
  expect(segmentsBelow('/data/', '/data/a')).toEqual(['a'])
  expect(segmentsBelow('/', '/data/a')).toEqual(['data', 'a'])
  expect(segmentsBelow('/data', '/data/a\\b')).toEqual(['a\\b'])
})

test('a file of Windows is found whichever slashes are written', () => {
  expect(segmentsBelow('D:\\Downloads', 'd:/downloads/Show\\one.mkv')).toEqual(['Show', 'one.mkv'])
})

test.each([
  ['/data', '/database/a'],
  ['/data', '/data'],
  ['/data', '/data/'],
  ['/data', '/data//a'],
  ['/data', '/data/../etc/passwd'],
  ['/data', '/data/./a'],
  ['/data', 'data/a'],
  ['data', 'data/a'],
  ['/data', '/data/a\0b'],
  ['D:\\Downloads', 'D:\\Downloads\\..\\Windows\\win.ini'],
])('attack 71: below %s, %s is no file', (folder, file) => {
  expect(segmentsBelow(folder, file)).toBeNull()
})

test('only whole names of folders count', () => {
  expect(['/data', 'C:\\d', 'c:/d'].map(isAbsolute)).toEqual([true, true, true])
  expect(['', 'data', '/a/../b', '\\\\host\\share'].map(isAbsolute)).toEqual([false, false, false, false])
})

test('the content of a torrent with one file is that file', () => {
  const placed = { contentPath: '/data/film.mkv', savePath: '/data' }
  expect(enginePathOf(placed, 'film.mkv', true)).toBe('/data/film.mkv')
  expect(enginePathOf({ contentPath: '/data/Show', savePath: '/data' }, 'Season 1/one.mkv', false)).toBe(
    '/data/Show/Season 1/one.mkv',
  )
})
