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

test('a file lies where the content of its torrent is', () => {
  expect(enginePathOf('/data/film.mkv', 'film.mkv', ['film.mkv'])).toBe('/data/film.mkv')
  expect(enginePathOf('/data/Film/film.mkv', 'Film/film.mkv', ['Film/film.mkv'])).toBe('/data/Film/film.mkv')
  const show = ['Show/Season 1/one.mkv', 'Show/two.mkv']
  expect(enginePathOf('/data/Show', 'Show/Season 1/one.mkv', show)).toBe('/data/Show/Season 1/one.mkv')
  expect(enginePathOf('D:\\data\\Show', 'Show/two.mkv', show)).toBe('D:\\data/Show/two.mkv')
  const loose = ['a/one', 'two']
  expect(enginePathOf('/data/', 'a/one', loose)).toBe('/data/a/one')
  expect(enginePathOf('/', 'two', loose)).toBe('/two')
})
