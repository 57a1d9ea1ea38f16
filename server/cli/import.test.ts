import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { memory } from '../domains/couple/tables.ts'
import { actsInLog } from '../platform/audit/reading.ts'
import { commandLine, createOwnerAda } from '../testing/command-line.ts'
import { makeOldSite } from '../testing/old-site.ts'
import { startApp } from '../testing/start-app.ts'

let root: string

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-cli-'))
})

afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

test('an old site is imported while the house is running, twice, and each thing of it is there once', async () => {
  const foyer = commandLine(root)
  const old = path.join(root, 'old site')
  await makeOldSite(old)
  expect(await foyer(['import-couple', old])).toMatchObject({ code: 1 })
  await foyer(createOwnerAda, 'quatre mots sans lien')
  const app = await startApp({ root })
  expect(await foyer(['import-couple'])).toMatchObject({ code: 1 })
  const first = await foyer(['import-couple', old])
  expect(first).toMatchObject({ code: 0 })
  const count = () => app.deps.db.select().from(memory).all().length
  const brought = count()
  expect(brought).toBeGreaterThan(0)
  expect(await foyer(['import-couple', old])).toMatchObject({ code: 0 })
  expect(count()).toBe(brought)
  fs.writeFileSync(path.join(root, 'letter.db'), 'Dear house')
  expect(await foyer(['import-couple', path.join(root, 'letter.db')])).toMatchObject({ code: 1 })
  expect(count()).toBe(brought)
  const acts = actsInLog(app.deps).filter((act) => act.startsWith('coupleImport'))
  expect(acts.toSorted()).toEqual(['coupleImport.acts.imported', 'coupleImport.acts.started'])
  await app.close()
})
