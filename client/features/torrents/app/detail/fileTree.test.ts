import { expect, test } from 'vitest'
import type { DownloadableFile } from '../../../../../shared/torrent-downloads.ts'
import { foundRows, treeRows } from './fileTree.ts'

const file = (index: number, path: string, more: Partial<DownloadableFile> = {}): DownloadableFile => ({
  ...{ index, path, size: 100, progress: 1, priority: 'normal', token: null },
  ...more,
})

const show = [
  file(0, 'Show/Season 10/one.mkv'),
  file(1, 'Show/Season 2/two.mkv', { size: 300, progress: 0.5, priority: 'high' }),
  file(2, 'Show/Season 2/Extras/été.mkv', { progress: 0, priority: 'skip' }),
  file(3, 'Show/readme.txt'),
]

const drawn = (open: (path: string) => boolean) =>
  treeRows(show, open).map(({ kind, name, depth }) => `${'  '.repeat(depth)}${kind === 'folder' ? '+' : ''}${name}`)

test('folders come first, in the order of their numbers, without the one around all', () => {
  expect(drawn(() => false)).toEqual(['+Season 2', '+Season 10', 'readme.txt'])
})

test('an open folder shows what is in it', () => {
  expect(drawn(() => true)).toEqual([
    ...['+Season 2', '  +Extras', '    été.mkv', '  two.mkv', '+Season 10', '  one.mkv', 'readme.txt'],
  ])
})

test('a folder says what is in it, and of what is wanted how much is there', () => {
  expect(treeRows(show, () => false)[0]).toMatchObject({
    ...{ size: 400, files: 2, progress: 0.5, indexes: [2, 1], priority: null },
  })
  expect(treeRows(show, () => false)[1]).toMatchObject({ progress: 1, isWhole: true, priority: 'normal' })
  // What is left out can be taken after all.
  const [, extras] = treeRows(show, () => true)
  expect(extras).toMatchObject({ name: 'Extras', isWhole: false, priority: 'skip' })
})

test('files are found by words of their path, whatever their accents', () => {
  expect(foundRows(show, 'ete').map(({ name }) => name)).toEqual(['Show/Season 2/Extras/été.mkv'])
  expect(foundRows(show, 'season MKV').map(({ name }) => name)).toEqual([
    ...['Show/Season 2/Extras/été.mkv', 'Show/Season 2/two.mkv', 'Show/Season 10/one.mkv'],
  ])
})

test('thousands of files are laid out at once', () => {
  const many = Array.from({ length: 20_000 }, (_, index) => file(index, `All/Folder ${index % 200}/${index}.bin`))
  const start = performance.now()
  expect(treeRows(many, () => true)).toHaveLength(20_200)
  expect(performance.now() - start).toBeLessThan(2000)
})
