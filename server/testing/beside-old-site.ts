import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { ImportReport } from '../../shared/couple-import.ts'
import { importSite } from '../domains/couple/import/import.ts'
import { openOldSite } from '../domains/couple/import/old-site.ts'
import { type Couple, twoPartners } from './couple.ts'
import { makeOldSite } from './old-site.ts'
import { type StartOptions, startApp, type TestApp } from './start-app.ts'
import { actorOf } from './uploads.ts'

export interface BesideOldSite {
  readonly app: TestApp
  readonly couple: Couple
  /** Of the old site. */
  readonly folder: string
  /** Imports it, or the one at another place, in the name of the first of the two. */
  bring(place?: string): Promise<ImportReport>
  /** How many rows a table holds. */
  count(table: string): unknown
  stop(): Promise<void>
}

/** Starts a house of two, with an old site beside it. */
export async function startBesideOldSite(options: StartOptions = {}): Promise<BesideOldSite> {
  const app = await startApp(options)
  const couple = await twoPartners(app)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-old-'))
  await makeOldSite(folder)
  return {
    ...{ app, couple, folder },
    bring: async (place = folder) =>
      importSite(app.deps, actorOf(app.deps, couple.people.camille), await openOldSite(app.deps, place)),
    count: (table) => app.deps.db.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    stop: async () => {
      await app.stop()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What an import remarked on, in the order of the alphabet. */
export const remarked = ({ notes }: ImportReport) => notes.map(({ kind }) => kind).sort()
