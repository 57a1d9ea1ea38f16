import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder, isTest } from '../sources.ts'

const single = ['vite.config.ts', 'tsconfig.json', 'package-lock.json', 'scripts/build.ts']

/** A hash over everything that the built pages are made of. */
export function sourcesHash(root: string): string {
  const hash = createHash('sha256')
  for (const path of builtFrom(root)) {
    const content = readFileSync(join(root, path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function builtFrom(root: string): string[] {
  const inFolders = filesUnder(root, ['client', 'shared', 'scripts/build'])
  // Generated files follow from the others and hold types alone.
  const made = inFolders.filter((path) => !isTest(path) && !path.endsWith('.gen.ts'))
  return [...made, ...single.filter((path) => existsSync(join(root, path)))]
}
