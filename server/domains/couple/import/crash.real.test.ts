import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type House, openHouse } from '../../../app.ts'
import { readConfig } from '../../../config.ts'
import { tryLock } from '../../../platform/db/lock.ts'
import { createLogger } from '../../../platform/log.ts'
import { type Browser, openBrowser } from '../../../testing/browser.ts'
import { addOldPhoto, makeOldSite } from '../../../testing/old-site.ts'
import { ada, mintSession } from '../../../testing/people.ts'
import { expectRowsAndFilesAgree, sendFile } from '../../../testing/uploads.ts'
import { createOwner } from '../../accounts/accounts.ts'

const main = join(import.meta.dirname, '../../../main.ts')
const count = 24
const kills = 2

let root: string
let running: ChildProcess | undefined

const environment = () => ({ PORT: '0', FOYER_DATA: join(root, 'data'), FOYER_UPLOADS: join(root, 'uploads') })

/** Opens database and files as the command line does, while no application runs. */
async function withHouse<T>(work: (house: House) => T | Promise<T>): Promise<T> {
  const config = { ...readConfig(environment()), logLevel: 'silent' } as const
  const release = tryLock(config.dataFolder)
  const house = await openHouse(config, release !== null, { log: createLogger(config) })
  try {
    return await work(house)
  } finally {
    house.close()
    release?.()
  }
}

/** Starts the real application in a process of its own; answers the address where it is open. */
async function startProcess(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [main], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  running = child
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  for (;;) {
    const [, url] = /Foyer is open at (\S+)/.exec(output) ?? []
    if (url !== undefined) return { child, url }
    if (child.exitCode !== null) throw new Error(output)
    await sleep(5)
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill(signal)
  await exited
}

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
  const db = new Sqlite(join(root, 'data/foyer.db'), { readonly: true })
  const found = db.prepare('SELECT count(*) FROM memory').pluck().get() as number
  db.close()
  return found
}

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'foyer-import-'))
})

afterEach(async () => {
  if (running && running.exitCode === null && running.signalCode === null) await end(running, 'SIGKILL')
  fs.rmSync(root, { recursive: true, force: true })
})

test('an import whose process is killed in the middle goes on, and brings each memory and photograph once', async () => {
  const folder = join(root, 'old')
  await makeSite(folder)
  const token = await withHouse(async ({ deps }) =>
    mintSession(deps, { id: await createOwner(deps, ada, (id) => id), ...ada }),
  )
  const stoppedAt: number[] = []
  let { child, url } = await startProcess()
  await begin(openBrowser(url, token), folder)
  for (let kill = 0; kill < kills; kill += 1) {
    const already = stoppedAt.at(-1) ?? 0
    while (memories() <= already) await sleep(5)
    await end(child, 'SIGKILL')
    stoppedAt.push(memories())
    ;({ child, url } = await startProcess())
  }
  const browser = openBrowser(url, token)
  const state = async () => (await browser.api.couple.importState.query())?.state
  await expect.poll(state, { timeout: 60_000 }).toBe('done')
  await end(child, 'SIGTERM')

  expect(stoppedAt.filter((there) => there > 0 && there < count)).toHaveLength(kills)
  await withHouse(async (house) => {
    const all = <T>(sql: string) => house.deps.db.$client.prepare(sql).pluck().all() as T[]
    expect(all('SELECT title FROM memory ORDER BY id')).toEqual(
      Array.from({ length: count }, (_, index) => `Souvenir ${index + 1}`),
    )
    expect(all(`SELECT count(*) FROM media_use GROUP BY owner_id`)).toEqual(Array(count).fill(1))
    expect(new Set(all('SELECT media_id FROM media_use')).size).toBe(count)
    expect(all('SELECT count(*) FROM perspective')).toEqual([2])
    await expectRowsAndFilesAgree(house.deps)
  })
  expect(fs.readdirSync(join(root, 'data/imports'))).toEqual([])
})
