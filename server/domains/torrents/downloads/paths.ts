/** A folder of Windows, whose engine writes both kinds of slashes. */
const isWindows = (path: string): boolean => /^[A-Za-z]:[\\/]/.test(path)

const segmentsOf = (path: string): string[] => (isWindows(path) ? path.replaceAll('\\', '/') : path).split('/')

/** Whether a folder is named from the root of its machine on, and leads nowhere by detours. */
export const isAbsolute = (path: string): boolean =>
  (path.startsWith('/') || isWindows(path)) && !segmentsOf(path).some((segment) => segment === '..' || segment === '.')

/**
 * The way from a folder down to a file, both as the engine names them, segment by segment.
 * @returns null where the file does not lie below the folder, whatever its name pretends
 */
export function segmentsBelow(folder: string, file: string): readonly string[] | null {
  if (!isAbsolute(folder) || !isAbsolute(file) || file.includes('\0')) return null
  const outer = segmentsOf(folder)
  while (outer.length > 1 && outer.at(-1) === '') outer.pop()
  const inner = segmentsOf(file)
  const isSame = (one: string, other: string | undefined) =>
    isWindows(folder) ? one.toLowerCase() === other?.toLowerCase() : one === other
  if (!outer.every((segment, index) => isSame(segment, inner[index]))) return null
  const way = inner.slice(outer.length)
  return way.length > 0 && way.every((segment) => segment !== '') ? way : null
}

interface Placed {
  readonly contentPath: string
  readonly savePath: string
}

/**
 * Where a file of a torrent lies on the engine's machine.
 * @param path as the engine names the file, below the torrent's own folder
 * @param isOnly whether the torrent holds no other file: its content then is the file itself
 */
export function enginePathOf({ contentPath }: Placed, path: string, isOnly: boolean): string {
  return isOnly ? contentPath : `${contentPath.replace(/[\\/]+$/, '')}/${path}`
}
