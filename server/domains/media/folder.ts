import * as z from 'zod/mini'
import { defineSettings } from '../../../shared/definitions.ts'
import { ConfigError } from '../../config.ts'
import type { Deps } from '../../platform/deps.ts'
import { newFileKey } from '../../platform/files/keys.ts'
import { knownFiles } from './sweep.ts'
import { media } from './tables.ts'

/**
 * Which folder of files belongs to this database; empty until the first start. No manifest lists it: an administrator
 * who changed it would keep the house from starting.
 */
const folderSettings = defineSettings('media.folder', z.object({ id: z.string() }), { id: '' })

/** Database and folder of files do not belong together; the message says what to do. */
class WrongFolderError extends ConfigError {}

const marks = (id: string): string =>
  'The files of a Foyer lie in this folder. By this file the house knows that the right one is mounted.\n' +
  `house ${id}\n`

const nothingChanged = 'Nothing was changed.'

const refusals = {
  anotherHouse: (folder: string) =>
    `The files in ${folder} belong to another database. ${nothingChanged} Point FOYER_DATA and FOYER_UPLOADS at the ` +
    'folders of one house, or restore both from the same backup.',
  unknownFiles: (folder: string) =>
    `${folder} holds files of which the database knows none. ${nothingChanged} If the database is new or from a ` +
    'backup, point FOYER_DATA at the right one; for a new house, point FOYER_UPLOADS at an empty folder.',
  notMounted: (folder: string, count: number) =>
    `The database speaks of ${count} files, but none of them lies in ${folder}. ${nothingChanged} Mount the volume ` +
    'that holds them, point FOYER_UPLOADS at it, or restore the folder from a backup.',
}

/**
 * Makes sure that database and folder of files belong together, and marks both where they are new.
 * @param stored the keys of all files in the folder
 * @throws {ConfigError} where they do not: whatever goes on would take the files of another house for forgotten ones
 */
export async function assertOwnFolder(deps: Deps, stored: ReadonlySet<string>): Promise<void> {
  const folder = deps.config.uploadsFolder
  const mark = await readMark(deps)
  const { id } = deps.settings.get(folderSettings)
  const marked = mark?.id ?? null
  if (marked !== null && marked === id) return
  if (marked !== null && id !== '') throw new WrongFolderError(refusals.anotherHouse(folder))
  const known = knownFiles(deps)
  const shared = [...known].some((key) => stored.has(key))
  if (marked !== null && !shared) throw new WrongFolderError(refusals.anotherHouse(folder))
  if (!shared) assertNothingAtStake(deps, stored, mark !== null)
  const agreed = marked ?? (id === '' ? newFileKey() : id)
  // The database first: a crash in between leaves a folder without a mark, which is asked again.
  deps.settings.set(folderSettings, { id: agreed })
  await deps.files.writeNote(marks(agreed))
}

/** Database and folder have no file in common: that is right only where one of them has none at all. */
function assertNothingAtStake(deps: Deps, stored: ReadonlySet<string>, isMarked: boolean): void {
  const folder = deps.config.uploadsFolder
  const rows = deps.db.select({ id: media.id }).from(media).all().length
  if (rows > 0 && !isMarked) throw new WrongFolderError(refusals.notMounted(folder, rows))
  if (stored.size > 0) throw new WrongFolderError(refusals.unknownFiles(folder))
}

/** Null without a mark; its id is null where it is of the earlier kind, which named no house. */
async function readMark({ files }: Deps): Promise<{ readonly id: string | null } | null> {
  const text = await files.note()
  return text === null ? null : { id: /^house (\S+)$/m.exec(text)?.[1] ?? null }
}
