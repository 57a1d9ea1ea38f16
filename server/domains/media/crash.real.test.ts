import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { job } from '../../platform/jobs/tables.ts'
import { type Browser, openBrowser } from '../../testing/browser.ts'
import { KillableHouse } from '../../testing/killable-house.ts'
import { mintAccount, mintSession } from '../../testing/people.ts'
import { jpegWithGps, largeJpeg } from '../../testing/pictures.ts'
import { expectRowsAndFilesAgree, newUpload, uploadIdOf } from '../../testing/uploads.ts'
import { media, mediaUpload, mediaVariant } from './tables.ts'

const kills = 20
const together = 3

let house: KillableHouse
let token: string
let contents: Buffer[]

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
  house = await KillableHouse.make()
  contents = [await readFile(await jpegWithGps(house.root)), await readFile(await largeJpeg(house.root, 8))]
  token = await house.within(({ deps }) => mintSession(deps, mintAccount(deps, 'owner')))
})
afterAll(() => house.remove())

describe('a process that is killed', () => {
  it('twenty times, in the middle of uploads and of variants, loses nothing that it acknowledged', async () => {
    const senders: Sender[] = []
    const losses: unknown[] = []
    let middleOfUpload = 0
    let middleOfVariants = 0
    for (let kill = 0; kill < kills; kill += 1) {
      const browser = openBrowser(await house.start(), token)
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
      await house.end('SIGKILL')
      const [uploads, making] = await house.within(({ deps }) => [
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

    const browser = openBrowser(await house.start(), token)
    await Promise.all(senders.map((sender) => sender.go(browser)))
    await house.within(({ deps }) =>
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
    await house.end('SIGTERM')

    expect(losses).toEqual([])
    expect(middleOfUpload).toBeGreaterThan(5)
    expect(middleOfVariants).toBeGreaterThan(5)
    await house.within(async ({ deps }) => {
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
