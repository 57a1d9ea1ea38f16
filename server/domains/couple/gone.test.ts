import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { twoPartners } from '../../testing/couple.ts'
import { addOldMemory, makeOldSite, openOldDatabase } from '../../testing/old-site.ts'
import { startApp } from '../../testing/start-app.ts'
import { actorOf } from '../../testing/uploads.ts'
import { importSite } from './import/import.ts'
import { openOldSite } from './import/old-site.ts'

async function oldSite(title: string, year: number): Promise<string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-gone-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  await makeOldSite(folder, { memories: [], perspectives: [] })
  const db = openOldDatabase(folder)
  addOldMemory(db, { id: 40, title, created_at: `${year}-02-14 10:00:00` })
  db.close()
  return folder
}

test('an old site follows no memory that took the number of one which is gone for good', async () => {
  const app = await startApp()
  onTestFinished(() => app.stop())
  const { camille, people } = await twoPartners(app)
  const bring = async (folder: string) =>
    importSite(app.deps, actorOf(app.deps, people.camille), await openOldSite(app.deps, folder))
  const [first, second] = [await oldSite('Du premier site', 2020), await oldSite('Du second site', 2021)]
  await bring(first)
  await camille.api.couple.deleteMemory.mutate({ id: 40 })
  await camille.api.couple.removeMemory.mutate({ id: 40 })
  await bring(second)
  expect((await camille.api.couple.memory.query({ id: 40 })).title).toBe('Du second site')

  const db = openOldDatabase(first)
  db.exec(`UPDATE memories SET title = 'Réécrit au premier'`)
  db.close()
  expect((await bring(first)).notes.map(({ kind }) => kind)).toContain('memoryDeletedHere')
  expect((await camille.api.couple.memory.query({ id: 40 })).title).toBe('Du second site')
})
