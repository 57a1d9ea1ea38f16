import type { DownloadableFile } from '../../../../../shared/torrent-downloads.ts'
import type { FilePriority } from '../../../../../shared/torrents.ts'

interface Sums {
  readonly name: string
  /** How many folders lie around it. */
  readonly depth: number
  /** In bytes. */
  readonly size: number
  /** From 0 to 1, of what is to be downloaded. */
  readonly progress: number
}

export interface FolderRow extends Sums {
  readonly kind: 'folder'
  readonly path: string
  readonly isOpen: boolean
  readonly files: number
  /** Nothing of it is missing, wanted or not. */
  readonly isWhole: boolean
  /** The engine's numbers of the files in it. */
  readonly indexes: readonly number[]
  /** Null where they differ. */
  readonly priority: FilePriority | null
}

export interface FileRow extends Sums {
  readonly kind: 'file'
  readonly file: DownloadableFile
}

export type TreeRow = FolderRow | FileRow

interface Folder {
  readonly name: string
  readonly path: string
  readonly folders: Map<string, Folder>
  readonly files: { readonly name: string; readonly file: DownloadableFile }[]
}

const newFolder = (name: string, path: string): Folder => ({ name, path, folders: new Map(), files: [] })

function folderIn({ folders }: Folder, name: string, path: string): Folder {
  const known = folders.get(name)
  if (known) return known
  const folder = newFolder(name, path)
  folders.set(name, folder)
  return folder
}

function treeOf(files: readonly DownloadableFile[]): Folder {
  const root = newFolder('', '')
  for (const file of files) {
    const segments = file.path.split('/')
    const name = segments.pop() ?? file.path
    let folder = root
    for (const segment of segments) folder = folderIn(folder, segment, `${folder.path}${segment}/`)
    folder.files.push({ name, file })
  }
  return root
}

/** The folder that everything lies in goes without saying. */
function withoutShell(folder: Folder): Folder {
  const [only] = folder.folders.values()
  return only && folder.folders.size === 1 && folder.files.length === 0 && folder.path === '' ? only : folder
}

const filesIn = (folder: Folder): DownloadableFile[] => [
  ...[...folder.folders.values()].flatMap(filesIn),
  ...folder.files.map(({ file }) => file),
]

/** How much of several files is there; what is not to be downloaded counts for nothing. */
function progressOf(files: readonly DownloadableFile[]): number {
  const wanted = files.filter(({ priority, progress }) => priority !== 'skip' || progress === 1)
  const size = wanted.reduce((sum, file) => sum + file.size, 0)
  if (size === 0) return wanted.every(({ progress }) => progress === 1) ? 1 : 0
  return wanted.reduce((sum, file) => sum + file.size * file.progress, 0) / size
}

function priorityOf(files: readonly DownloadableFile[]): FilePriority | null {
  const [first] = files
  return first && files.every(({ priority }) => priority === first.priority) ? first.priority : null
}

/** Season 2 comes before season 10. */
const order = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

const byName = (one: { readonly name: string }, other: { readonly name: string }) => order.compare(one.name, other.name)

function rowsIn(folder: Folder, depth: number, isOpen: (path: string) => boolean): TreeRow[] {
  const folders = [...folder.folders.values()].sort(byName).flatMap((inner): TreeRow[] => {
    const files = filesIn(inner)
    const row: FolderRow = {
      ...{ kind: 'folder', name: inner.name, path: inner.path, depth, isOpen: isOpen(inner.path) },
      ...{ size: files.reduce((sum, { size }) => sum + size, 0), progress: progressOf(files), files: files.length },
      isWhole: files.every(({ progress }) => progress === 1),
      ...{ indexes: files.map(({ index }) => index), priority: priorityOf(files) },
    }
    return row.isOpen ? [row, ...rowsIn(inner, depth + 1, isOpen)] : [row]
  })
  const files = folder.files
    .toSorted(byName)
    .map(({ name, file }): FileRow => ({ kind: 'file', name, depth, file, size: file.size, progress: file.progress }))
  return [...folders, ...files]
}

/** The rows to be drawn: folders before files, each by name; a folder that is closed hides what is in it. */
export const treeRows = (files: readonly DownloadableFile[], isOpen: (path: string) => boolean): TreeRow[] =>
  rowsIn(withoutShell(treeOf(files)), 0, isOpen)

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The files whose names mean these words, whatever folder they are in. */
export function foundRows(files: readonly DownloadableFile[], words: string): TreeRow[] {
  const wanted = folded(words).split(/\s+/).filter(Boolean)
  return files
    .filter(({ path }) => wanted.every((word) => folded(path).includes(word)))
    .map((file): FileRow => {
      const { path, size, progress } = file
      return { kind: 'file', name: path, depth: 0, file, size, progress }
    })
    .sort(byName)
}
