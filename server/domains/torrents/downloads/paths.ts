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

/** The folder that all files of a torrent lie in; null where there is none. */
function commonFolder(paths: readonly string[]): string | null {
  const [folder, rest] = paths[0]?.split(/\/(.*)/s) ?? []
  const isCommon = rest !== undefined && paths.every((path) => path.startsWith(`${folder}/`))
  return isCommon ? (folder ?? null) : null
}

/**
 * Where a file of a torrent lies on the engine's machine. The engine says where the content is, which is the one file,
 * the folder that all of them lie in, or what that folder would lie in.
 * @param paths of all files, as the engine names them
 */
export function enginePathOf(contentPath: string, path: string, paths: readonly string[]): string {
  if (paths.length === 1) return contentPath
  const content = contentPath.replace(/[\\/]+$/, '')
  const folder = commonFolder(paths)
  const isThatFolder = folder !== null && segmentsOf(content).at(-1) === folder
  return `${isThatFolder ? content.slice(0, -folder.length - 1) : content}/${path}`
}
