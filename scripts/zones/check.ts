import { importCycles } from './cycles.ts'
import { readModules } from './modules.ts'
import { type Violation, zoneViolations } from './rules.ts'

const folders = ['server', 'client', 'shared']

/**
 * Checks who imports whom in a project folder. A folder without a single file is a violation too, so that a check that
 * reads nothing never passes.
 */
export function checkZones(root: string): { files: number; violations: Violation[] } {
  const modules = readModules(root, folders)
  const unread = folders
    .filter((folder) => !modules.some(({ path }) => path.startsWith(`${folder}/`)))
    .map((folder) => ({ path: folder, line: 0, rule: 'no file was read' }))
  return { files: modules.length, violations: [...unread, ...zoneViolations(modules), ...importCycles(modules)] }
}
