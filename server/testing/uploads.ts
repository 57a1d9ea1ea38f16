import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Upload, type UploadOptions } from 'tus-js-client'
import { expect } from 'vitest'
import { type MediaView, sweepMedia } from '../../shared/media.ts'
import { media, mediaUpload, mediaVariant } from '../domains/media/tables.ts'
import type { Actor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import type { MediaGate } from '../platform/domain.ts'
import { actorFor } from '../platform/http/actor.ts'
import { job } from '../platform/jobs/tables.ts'
import type { Browser } from './browser.ts'
import { mintSession, type Person } from './people.ts'
import type { TestApp } from './start-app.ts'

/** What the house's own pages send with every upload. */
export const uploadHeaders = (browser: Browser): Record<string, string> => ({
  cookie: browser.cookies(),
  origin: browser.url,
  'x-foyer': '1',
})

/** A tus upload as a browser makes it, not started yet; retries only where a test asks for it. */
export const newUpload = (browser: Browser, content: Buffer, options: UploadOptions = {}): Upload =>
  new Upload(content, {
    endpoint: `${browser.url}/api/uploads`,
    headers: uploadHeaders(browser),
    retryDelays: null,
    ...options,
  })

export const uploadIdOf = (upload: Pick<Upload, 'url'>): string => upload.url?.split('/').at(-1) ?? ''

/** Sends a file by tus to its end. Answers the upload's id; rejects with the client's own error. */
export async function sendFile(browser: Browser, content: Buffer, options: UploadOptions = {}): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const upload = newUpload(browser, content, { ...options, onSuccess: () => resolve(), onError: reject })
  upload.start()
  await promise
  return uploadIdOf(upload)
}

/** Sends a picture and has the house take it. */
export async function sendPicture(browser: Browser, path: string, name = basename(path)): Promise<MediaView> {
  const uploadId = await sendFile(browser, await readFile(path))
  return browser.api.media.finish.mutate({ uploadId, name })
}

/** This person as the functions of a domain see them. */
export const actorOf = (deps: Deps, person: Person): Actor =>
  actorFor(deps, deps.catalog.authenticate(deps, mintSession(deps, person), 'browser', 'act'), { address: '127.0.0.1' })

/** Declares one more use of media, as a domain's manifest does. */
export function declareUse(deps: Deps, gate: MediaGate): void {
  const uses = deps.catalog.mediaUses as Map<string, MediaGate>
  uses.set(gate.use, gate)
}

/** Removes what nothing uses any more, as every night does. */
export async function sweepNow({ deps, settle }: TestApp): Promise<void> {
  deps.enqueueAgain(sweepMedia, {}, 'test')
  await settle()
}

/** Every file that the house holds: with a key, and still nameless. */
export async function filesOf(deps: Deps): Promise<{ stored: string[]; staged: string[] }> {
  const stored: string[] = []
  const staged: string[] = []
  for await (const { key } of deps.files.list()) stored.push(key)
  for await (const { id } of deps.files.listStaged()) staged.push(id)
  return { stored: stored.sort(), staged: staged.sort() }
}

/** No row, no file, no job speaks of any media. */
export async function expectNothingLeft(deps: Deps): Promise<void> {
  expect(await filesOf(deps)).toEqual({ stored: [], staged: [] })
  expect(deps.db.select().from(media).all()).toEqual([])
  expect(deps.db.select().from(mediaVariant).all()).toEqual([])
  expect(deps.db.select().from(mediaUpload).all()).toEqual([])
  expect(
    deps.db
      .select()
      .from(job)
      .all()
      .filter(({ name }) => name.startsWith('media.')),
  ).toEqual([])
}

/** Every row has its file, every file its row. */
export async function expectRowsAndFilesAgree(deps: Deps): Promise<void> {
  const originals = deps.db.select({ key: media.id }).from(media).all()
  const variants = deps.db.select({ key: mediaVariant.key }).from(mediaVariant).all()
  const uploads = deps.db.select({ id: mediaUpload.id }).from(mediaUpload).all()
  const { stored, staged } = await filesOf(deps)
  expect(stored).toEqual([...originals, ...variants].map(({ key }) => key).sort())
  expect(staged).toEqual(uploads.map(({ id }) => id).sort())
}
