import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const foreign = new Set(['node_modules', 'dist', 'drizzle'])

/** Paths of all files under some folders of a project, relative to its root, with `/`, sorted; a folder that is absent has none. */
export function filesUnder(root: string, folders: string[]): string[] {
  return folders
    .flatMap((folder) => (existsSync(join(root, folder)) ? filesIn(root, folder) : []))
    .sort((one, other) => (one < other ? -1 : 1))
}

function filesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return foreign.has(entry.name) ? [] : filesIn(root, path)
    return entry.isFile() ? [path] : []
  })
}

/** Whether a path is TypeScript that a person wrote. */
export function isSource(path: string): boolean {
  return /\.tsx?$/.test(path) && !path.endsWith('.gen.ts')
}

/** Whether a path is a test or serves tests alone. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('client/e2e/') || path.startsWith('server/testing/')
}
