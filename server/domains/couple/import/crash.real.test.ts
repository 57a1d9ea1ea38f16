import fs from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Browser, openBrowser } from '../../../testing/browser.ts'
import { KillableHouse } from '../../../testing/killable-house.ts'
import { addOldPhoto, makeOldSite } from '../../../testing/old-site.ts'
import { ada, mintSession } from '../../../testing/people.ts'
import { expectRowsAndFilesAgree, sendFile } from '../../../testing/uploads.ts'
import { createOwner } from '../../accounts/accounts.ts'

const count = 24
const kills = 2

let house: KillableHouse

/** An old site whose memories each have a photograph of their own. */
async function makeSite(folder: string): Promise<void> {
  const content = Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    title: `Souvenir ${index + 1}`,
    photo_url: `/uploads/${index + 1}.jpg`,
    created_at: '2021-07-09',
  }))
  await makeOldSite(folder, { memories: content })
  for (const { id } of content) {
    await addOldPhoto(folder, `${id}.jpg`, `#${(id * 5).toString(16).padStart(2, '0')}4488`)
  }
}

async function begin(browser: Browser, folder: string): Promise<void> {
  const { id: importId } = await browser.api.couple.beginImport.mutate()
  const photographs = Array.from({ length: count }, (_, index) => `uploads/${index + 1}.jpg`)
  for (const path of ['moi_aimer_toi.db', ...photographs]) {
    const uploadId = await sendFile(browser, fs.readFileSync(join(folder, path)))
    await browser.api.couple.addImportFile.mutate({ importId, uploadId, path })
  }
  await browser.api.couple.startImport.mutate({ importId })
}

/** How many memories there are, seen from outside while the house is open. */
function memories(): number {
  const db = new Sqlite(join(house.root, 'data/foyer.db'), { readonly: true })
  const found = db.prepare('SELECT count(*) FROM memory').pluck().get() as number
  db.close()
  return found
}

beforeEach(async () => {
  house = await KillableHouse.make()
})

afterEach(() => house.remove())

test('an import whose process is killed in the middle goes on, and brings each memory and photograph once', async () => {
  const folder = join(house.root, 'old')
  await makeSite(folder)
  const token = await house.within(async ({ deps }) =>
    mintSession(deps, { id: await createOwner(deps, ada, (id) => id), ...ada }),
  )
  const stoppedAt: number[] = []
  let url = await house.start()
  await begin(openBrowser(url, token), folder)
  for (let kill = 0; kill < kills; kill += 1) {
    const already = stoppedAt.at(-1) ?? 0
    while (memories() <= already) await sleep(5)
    await house.end('SIGKILL')
    stoppedAt.push(memories())
    url = await house.start()
  }
  const browser = openBrowser(url, token)
  const state = async () => (await browser.api.couple.importState.query())?.state
  await expect.poll(state, { timeout: 60_000 }).toBe('done')
  await house.end('SIGTERM')

  expect(stoppedAt.filter((there) => there > 0 && there < count)).toHaveLength(kills)
  await house.within(async ({ deps }) => {
    const all = <T>(sql: string) => deps.db.$client.prepare(sql).pluck().all() as T[]
    expect(all('SELECT title FROM memory ORDER BY id')).toEqual(
      Array.from({ length: count }, (_, index) => `Souvenir ${index + 1}`),
    )
    expect(all(`SELECT count(*) FROM media_use GROUP BY owner_id`)).toEqual(Array(count).fill(1))
    expect(new Set(all('SELECT media_id FROM media_use')).size).toBe(count)
    expect(all('SELECT count(*) FROM perspective')).toEqual([2])
    await expectRowsAndFilesAgree(deps)
  })
  expect(fs.readdirSync(join(house.root, 'data/imports'))).toEqual([])
})
