import { isOfTools, type PlacedFile } from './chosenSite.ts'

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

/** A browser gives the content of a folder in portions; an empty one is the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (portion.length === 0) return all
    all.push(...portion)
  }
}

async function filesOf(entry: FileSystemEntry): Promise<PlacedFile[]> {
  if (isDirectory(entry)) {
    const within = (await entriesOf(entry)).filter(({ name }) => !isOfTools(name))
    return (await Promise.all(within.map(filesOf))).flat()
  }
  const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
  return [{ path: entry.fullPath.replace(/^\/+/, ''), file }]
}

/** Every file that was dropped or pasted, those in folders too. Rejects where one cannot be read. */
export function droppedFiles(transfer: DataTransfer): Promise<PlacedFile[]> {
  // The browser forgets them as soon as the event is over: they are taken before anything is awaited.
  const files = [...transfer.files].map((file) => ({ path: file.name, file }))
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return Promise.resolve(files)
  return Promise.all(entries.map(filesOf)).then((found) => found.flat())
}
