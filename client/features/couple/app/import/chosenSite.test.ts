import { expect, test } from 'vitest'
import { type ChosenSite, filesOfSite, isSqlite, type PlacedFile, siteAmong } from './chosenSite.ts'

const placed = (path: string, content = 'x', type = ''): PlacedFile => ({
  path,
  file: new File([content], path.split('/').at(-1) ?? '', { type }),
})

const among = (...paths: string[]) => siteAmong(paths.map((path) => placed(path)))
const sent = (site: unknown) => filesOfSite(site as ChosenSite).map(({ path }) => path)

test('of a whole project only the database and the photographs beside it are sent', () => {
  const site = among(
    ...['site/package.json', 'site/node_modules/x/uploads/icon.png', 'site/node_modules/x/test.db'],
    ...['site/back/moi_aimer_toi.db', 'site/back/moi_aimer_toi.db-wal', 'site/back/moi_aimer_toi.db-shm'],
    ...['site/back/uploads/a.jpg', 'site/back/uploads/2021/b c.jpg', 'site/back/uploads/.DS_Store'],
    ...['site/back/uploads/Thumbs.db', 'site/saved/old/moi_aimer_toi.db', 'site/saved/old/uploads/a.jpg'],
  )
  expect(sent(site)).toEqual([
    ...['site/back/moi_aimer_toi.db', 'site/back/moi_aimer_toi.db-wal'],
    ...['site/back/uploads/a.jpg', 'site/back/uploads/2021/b c.jpg'],
  ])
  expect(site).toMatchObject({ ignored: 8 })
})

test('files that were chosen one by one need no folder', () => {
  expect(sent(among('moi_aimer_toi.db', 'a.jpg', 'b.HEIC', 'notes.txt'))).toEqual([
    ...['moi_aimer_toi.db', 'a.jpg', 'b.HEIC'],
  ])
  expect(sent(among('copy.sqlite3', 'uploads/a.jpg'))).toEqual(['copy.sqlite3', 'uploads/a.jpg'])
})

test('what holds no old site is refused with the reason', () => {
  expect(among('a.jpg', 'site/uploads/b.db')).toBe('noDatabase')
  expect(among('a/one.db', 'a/two.db')).toBe('severalDatabases')
  expect(among('a/moi_aimer_toi.db', 'b/moi_aimer_toi.db')).toBe('severalDatabases')
  expect(among('a/moi_aimer_toi.db', 'a/moi_aimer_toi.db-journal')).toBe('unfinished')
  expect(siteAmong([placed('moi_aimer_toi.db', '')])).toBe('noDatabase')
})

test('a database is known by its first bytes', async () => {
  expect(await isSqlite(placed('a.db', 'SQLite format 3\0 and more').file)).toBe(true)
  for (const content of ['Cher journal', '', 'SQLite']) expect(await isSqlite(placed('a.db', content).file)).toBe(false)
})
