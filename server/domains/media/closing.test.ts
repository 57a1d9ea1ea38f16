import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MediaView } from '../../../shared/media.ts'
import type { Browser } from '../../testing/browser.ts'
import { anyDecoder, decoders } from '../../testing/decoders.ts'
import { heic, jpeg, largeJpeg } from '../../testing/pictures.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { expectRowsAndFilesAgree, filesOf, sendFile, sendPicture } from '../../testing/uploads.ts'
import { Previews } from './previews.ts'
import { media } from './tables.ts'

// Whoever asked for something may have left before the house closes: these tests do not keep a connection open.

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-closing-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Draws a picture as a request does whose reader has left. */
function draw({ deps }: TestApp, view: MediaView): Promise<Buffer> {
  const row = deps.db.select().from(media).where(eq(media.id, view.id)).get()
  if (!row) throw new Error('There is no such picture.')
  return new Previews(deps).draw(row, 480)
}

/** A house in which one step on the way to the disk takes until the house closes. */
async function houseThatIsSlowTo(step: 'commit' | 'remove') {
  const reached = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const app = await startApp({
    overrides: {
      files: (disk) => {
        const slowly =
          <A extends unknown[]>(work: (...given: A) => Promise<void>) =>
          async (...given: A) => {
            reached.resolve()
            await goOn.promise
            await work(...given)
          }
        return { ...disk, [step]: slowly(disk[step] as (...given: unknown[]) => Promise<void>) }
      },
    },
  })
  app.deps.underway.ending.addEventListener('abort', () => goOn.resolve())
  return { app, browser: app.as('member'), reached: reached.promise }
}

/** Asks the house to take a picture in, and leaves. */
function leaveAfterSending(browser: Browser, uploadId: string): () => Promise<void> {
  const leaving = new AbortController()
  const finish = browser.api.media.finish.mutate({ uploadId, name: 'photo.jpg' }, { signal: leaving.signal })
  return async () => {
    leaving.abort()
    await expect(finish).rejects.toThrow()
  }
}

it('the house closes only when no picture is being worked on any more', async () => {
  const app = await startApp()
  const view = await sendPicture(app.as('member'), await largeJpeg(folder, 12))
  let drawn = false
  const drawing = draw(app, view).finally(() => {
    drawn = true
  })
  await app.close()
  expect(drawn).toBe(true)
  expect((await drawing).length).toBeGreaterThan(1000)
  await rm(app.root, { recursive: true })
})

it('the house does not wait for a decoder: it ends it, and refuses who waits for one', async () => {
  const app = await startApp()
  const browser = app.as('member')
  const path = await heic(folder, { width: 2400, height: 1600 })
  const [decoded, waiting] = [await sendPicture(browser, path), await sendPicture(browser, path)]
  const unavailable = { code: 'UNAVAILABLE' }
  const refusals = [draw(app, decoded), draw(app, waiting)].map((drawing) =>
    expect(drawing).rejects.toMatchObject(unavailable),
  )
  process.kill(await anyDecoder(), 'SIGSTOP')
  await app.close()
  expect(decoders()).toEqual([])
  await Promise.all(refusals)

  const again = await startApp({ root: app.root })
  await again.settle()
  expect(again.deps.db.select({ state: media.state }).from(media).all()).toEqual([
    { state: 'ready' },
    { state: 'ready' },
  ])
  await again.stop()
}, 60_000)

it('a picture that was being taken in when the house closed is there at the next start', async () => {
  const { app, browser, reached } = await houseThatIsSlowTo('commit')
  const uploadId = await sendFile(browser, await readFile(await jpeg(folder)))
  const leave = leaveAfterSending(browser, uploadId)
  await reached
  await leave()
  await app.close()

  const again = await startApp({ root: app.root })
  expect(again.deps.db.select({ id: media.id }).from(media).all()).toEqual([{ id: uploadId }])
  await again.settle()
  await expectRowsAndFilesAgree(again.deps)
  await again.stop()
})

it('a picture that was discarded just before the house closed has left the disk', async () => {
  const { app, browser, reached } = await houseThatIsSlowTo('remove')
  const view = await sendPicture(browser, await jpeg(folder))
  await browser.api.media.discard.mutate({ mediaId: view.id })
  await reached
  await app.close()
  expect(await filesOf(app.deps)).toEqual({ stored: [], staged: [] })
  await rm(app.root, { recursive: true })
})
