import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, openHouse } from '../../app.ts'
import { type Config, readConfig } from '../../config.ts'
import { tryLock } from '../../platform/db/lock.ts'
import { job } from '../../platform/jobs/tables.ts'
import { createLogger } from '../../platform/log.ts'
import { type Browser, openBrowser } from '../../testing/browser.ts'
import { mintAccount, mintSession } from '../../testing/people.ts'
import { jpegWithGps, largeJpeg } from '../../testing/pictures.ts'
import { expectRowsAndFilesAgree, newUpload, uploadIdOf } from '../../testing/uploads.ts'
import { media, mediaUpload, mediaVariant } from './tables.ts'

const main = join(import.meta.dirname, '../../main.ts')
const kills = 20
const together = 3

let root: string
let token: string
let contents: Buffer[]
let running: ChildProcess | undefined

const environment = () => ({
  PORT: '0',
  FOYER_DATA: join(root, 'data'),
  FOYER_UPLOADS: join(root, 'uploads'),
})

/** Opens database and files as the command line does, beside or instead of the running application. */
async function withHouse<T>(work: (house: House) => T | Promise<T>): Promise<T> {
  const config: Config = { ...readConfig(environment()), logLevel: 'silent' }
  const release = tryLock(config.dataFolder)
  const house = await openHouse(config, release !== null, { log: createLogger(config) })
  try {
    return await work(house)
  } finally {
    house.close()
    release?.()
  }
}

/** Starts the real application in a process of its own. */
async function startProcess(): Promise<{ child: ChildProcess; browser: Browser }> {
  const child = spawn(process.execPath, [main], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  running = child
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  for (;;) {
    const [, url] = /Foyer is open at (\S+)/.exec(output) ?? []
    if (url !== undefined) return { child, browser: openBrowser(url, token) }
    if (child.exitCode !== null) throw new Error(output)
    await sleep(5)
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill(signal)
  await exited
}

/** A file on its way through all crashes. */
class Sender {
  readonly content: Buffer
  id: string | null = null
  /** Bytes of which the house said that it has them. */
  acknowledged = 0
  whole = false
  taken = false

  constructor(content: Buffer) {
    this.content = content
  }

  /** Goes on where the house says it stopped, until it has the picture or dies. */
  async go(browser: Browser): Promise<void> {
    if (this.taken) return
    if (this.id !== null) await this.#check(browser, this.id)
    if (!this.whole) await this.#send(browser)
    await browser.api.media.finish.mutate({ uploadId: this.id ?? '', name: 'photo.jpg' })
    this.taken = true
  }

  async #check(browser: Browser, id: string): Promise<void> {
    const response = await browser.fetch(`/api/uploads/${id}`, {
      method: 'HEAD',
      headers: { 'tus-resumable': '1.0.0' },
    })
    if (response.status !== 200) throw new Error(`Upload ${id} was lost: ${response.status}`)
    const offset = Number(response.headers.get('upload-offset'))
    if (offset < this.acknowledged) throw new Error(`Of upload ${id} bytes were lost: ${offset}`)
  }

  #send(browser: Browser): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const upload = newUpload(browser, this.content, {
      chunkSize: 150_000,
      ...(this.id === null ? {} : { uploadUrl: `${browser.url}/api/uploads/${this.id}` }),
      onUploadUrlAvailable: () => {
        this.id = uploadIdOf(upload)
      },
      onChunkComplete: (_size, accepted) => {
        this.acknowledged = accepted
      },
      onSuccess: () => {
        this.whole = true
        resolve()
      },
      onError: reject,
    })
    upload.start()
    return promise
  }
}

const isLoss = (error: unknown): boolean => error instanceof Error && error.message.includes('lost')

/** Lets every sender go on until `moment` has come; answers the losses that they saw. */
async function goUntil(senders: readonly Sender[], browser: Browser, moment: () => boolean): Promise<unknown[]> {
  const losses: unknown[] = []
  const gone = senders.map((sender) =>
    sender.go(browser).catch((error: unknown) => {
      if (isLoss(error)) losses.push(error)
    }),
  )
  let done = false
  void Promise.all(gone).then(() => {
    done = true
  })
  while (!done && !moment()) await sleep(1)
  return losses
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'foyer-crash-'))
  contents = [await readFile(await jpegWithGps(root)), await readFile(await largeJpeg(root, 8))]
  token = await withHouse(({ deps }) => mintSession(deps, mintAccount(deps, 'owner')))
})
afterAll(async () => {
  if (running && running.exitCode === null && running.signalCode === null) await end(running, 'SIGKILL')
  await rm(root, { recursive: true, force: true })
})

describe('a process that is killed', () => {
  it('twenty times, in the middle of uploads and of variants, loses nothing that it acknowledged', async () => {
    const senders: Sender[] = []
    const losses: unknown[] = []
    let middleOfUpload = 0
    let middleOfVariants = 0
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, browser } = await startProcess()
      const fresh = Array.from({ length: together }, (_, index) => {
        const content = contents[(kill + index) % contents.length] ?? Buffer.alloc(0)
        return new Sender(content)
      })
      senders.push(...fresh)
      const pending = senders.filter((sender) => !sender.taken)
      const amount = 100_000 + Math.random() * 900_000
      const before = pending.reduce((total, sender) => total + sender.acknowledged, 0)
      const uploading = () => pending.reduce((total, sender) => total + sender.acknowledged, -before) > amount
      if (kill % 2 === 0) {
        losses.push(...(await goUntil(pending, browser, uploading)))
      } else {
        losses.push(...(await goUntil(pending, browser, () => pending.filter(({ taken }) => taken).length > 2)))
        await sleep(Math.random() * 150)
      }
      await end(child, 'SIGKILL')
      const [uploads, making] = await withHouse(({ deps }) => [
        deps.db.select().from(mediaUpload).all().length,
        deps.db
          .select()
          .from(job)
          .all()
          .filter(({ name, doneAt }) => name === 'media.make-variants' && doneAt === null).length,
      ])
      if (uploads > 0) middleOfUpload += 1
      if (making > 0) middleOfVariants += 1
    }

    const { child, browser } = await startProcess()
    await Promise.all(senders.map((sender) => sender.go(browser)))
    await withHouse(({ deps }) =>
      expect
        .poll(
          () =>
            deps.db
              .select()
              .from(media)
              .all()
              .filter(({ state }) => state === 'making').length,
          { timeout: 60_000 },
        )
        .toBe(0),
    )
    await end(child, 'SIGTERM')

    expect(losses).toEqual([])
    expect(middleOfUpload).toBeGreaterThan(5)
    expect(middleOfVariants).toBeGreaterThan(5)
    await withHouse(async ({ deps }) => {
      await expectRowsAndFilesAgree(deps)
      const rows = deps.db.select().from(media).all()
      expect(rows.map(({ id }) => id).sort()).toEqual(senders.map(({ id }) => id).sort())
      // Left are creations that were never answered: the sweep takes them after a day.
      const unanswered = deps.db.select().from(mediaUpload).all()
      expect(unanswered.filter(({ id }) => senders.some((sender) => sender.id === id))).toEqual([])
      for (const { id, content } of senders) {
        const row = rows.find((one) => one.id === id)
        const sha256 = createHash('sha256').update(content).digest('hex')
        expect(row).toMatchObject({ state: 'ready', bytes: content.length, sha256 })
        const stored = await readFile(await deps.files.local(id ?? ''))
        expect(createHash('sha256').update(stored).digest('hex')).toBe(sha256)
      }
      const jobs = deps.db
        .select()
        .from(job)
        .all()
        .filter(({ name }) => name === 'media.make-variants')
      expect(jobs.map(({ key }) => key).sort()).toEqual(rows.map(({ id }) => id).sort())
      expect(jobs.filter(({ doneAt, deadAt }) => doneAt === null || deadAt !== null)).toEqual([])
      const variants = deps.db.select().from(mediaVariant).all()
      expect(new Set(variants.map(({ key }) => key)).size).toBe(variants.length)
      const widths = rows.map(({ id }) => variants.filter(({ mediaId }) => mediaId === id).length)
      expect(new Set(widths)).toEqual(new Set([2, 4]))
    })
  })
})
