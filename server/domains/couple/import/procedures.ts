import {
  type ImportFile,
  type ImportReport,
  type ImportView,
  importFileInput,
  importInput,
} from '../../../../shared/couple-import.ts'
import { limited, signedIn } from '../../../platform/trpc.ts'
import { importerOf } from '../policy.ts'
import { addFile, discardRun, filesOf, wholeFolder } from './folder.ts'
import { lookAt } from './import.ts'
import { startRun } from './jobs.ts'
import { openOldSite, readInTurn } from './old-site.ts'
import { beginRun, latestRun, openRun, presentRun } from './runs.ts'

const readings = { name: 'couple.import-read', points: 30, seconds: 300 }

/** Callable by one of the two, and by who names them. */
const byImporter = signedIn.use(({ ctx, next }) => next({ ctx: { by: importerOf(ctx.deps, ctx.actor) } }))

/** Import of an old couple site by browser. */
export const importProcedures = {
  importState: byImporter.query(({ ctx: { deps, by } }): ImportView | null => {
    const run = latestRun(deps, by)
    return run && presentRun(run)
  }),

  importFiles: byImporter
    .input(importInput)
    .query(({ ctx: { deps, by }, input }): Promise<ImportFile[]> => filesOf(deps, by, input.importId)),

  beginImport: byImporter.mutation(({ ctx: { deps, by } }): ImportView => presentRun(beginRun(deps, by))),

  addImportFile: byImporter
    .input(importFileInput)
    .mutation(
      ({ ctx: { deps, by }, input: { path, ...ids } }): Promise<ImportFile> =>
        addFile(deps, by, { ...ids, name: path }),
    ),

  /** What an import would do; a mutation, as it reads the whole old site. */
  lookAtImport: byImporter
    .use(limited(readings))
    .input(importInput)
    .mutation(async ({ ctx: { deps, by }, input }): Promise<ImportReport> => {
      const run = openRun(deps, by, input.importId)
      return readInTurn(deps, async () => lookAt(deps, by, await openOldSite(deps, await wholeFolder(deps, run))))
    }),

  startImport: byImporter
    .use(limited(readings))
    .input(importInput)
    .mutation(({ ctx: { deps, by }, input }): Promise<void> => startRun(deps, by, input.importId)),

  discardImport: byImporter
    .input(importInput)
    .mutation(({ ctx: { deps, by }, input }): Promise<void> => discardRun(deps, by, input.importId)),
}
