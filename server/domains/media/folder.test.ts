import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { jpeg } from '../../testing/pictures.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { expectRowsAndFilesAgree, filesOf, sendPicture } from '../../testing/uploads.ts'

let pictures: string
let app: TestApp

const data = () => join(app.root, 'data')
const uploads = () => join(app.root, 'uploads')
const marker = () => join(uploads(), '.foyer')
const earlierMark = 'The files of a Foyer lie in this folder.\n'

async function restart(): Promise<void> {
  app = await startApp({ root: app.root })
}

const refused = (says: RegExp) => expect(startApp({ root: app.root })).rejects.toThrow(says)
const removed = (folder: string) => rm(folder, { recursive: true, force: true })
const files = async () => (await readdir(uploads(), { recursive: true })).filter((name) => name !== '.foyer').sort()

beforeAll(async () => {
  pictures = await mkdtemp(join(tmpdir(), 'foyer-folder-'))
})
afterAll(() => removed(pictures))
beforeEach(async () => {
  app = await startApp()
  await sendPicture(app.as('member'), await jpeg(pictures))
  await app.settle()
})

it('an empty database is refused, whatever the mark says, and every photograph stays', async () => {
  await app.close()
  const before = await files()
  for (const [mark, says] of [
    [null, /belong to another database/],
    [earlierMark, /the database knows none/],
    ['', /the database knows none/],
  ] as const) {
    if (mark !== null) await writeFile(marker(), mark)
    await removed(data())
    await refused(says)
    // A second try finds the database that the first has made.
    await refused(says)
  }
  await rm(marker())
  await refused(/the database knows none/)
  expect(await files()).toEqual(before)
  await removed(uploads())
  await restart()
  await app.stop()
})

it("another house's folder is refused, and both go on with their own", async () => {
  await app.close()
  const other = await startApp()
  await other.close()
  const away = join(app.root, 'away')
  await rename(uploads(), away)
  await rename(join(other.root, 'uploads'), uploads())
  await refused(/belong to another database/)
  await rename(uploads(), join(other.root, 'uploads'))
  await rename(away, uploads())
  const again = await startApp({ root: other.root })
  await again.stop()
  await restart()
  expect((await filesOf(app.deps)).stored).toHaveLength(4)
  await expectRowsAndFilesAgree(app.deps)
  await app.stop()
})

it('a mark of the earlier kind, a lost one, and a database from before the mark are put right', async () => {
  const mark = await readFile(marker(), 'utf8')
  const unchanged = async () => {
    await restart()
    expect(await readFile(marker(), 'utf8')).toBe(mark)
    expect((await filesOf(app.deps)).stored).toHaveLength(4)
  }
  await app.close()
  await writeFile(marker(), earlierMark)
  await unchanged()
  await app.close()
  await rm(marker())
  await unchanged()
  app.deps.settings.forget({ name: 'media.folder' })
  await app.close()
  await unchanged()
  await app.stop()
})
