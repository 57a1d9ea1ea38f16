import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import config from '../drizzle.config.ts'

/**
 * Asks drizzle-kit for a migration on a copy of drizzle/. Returns null when none is needed, else why the tables and the
 * migrations disagree.
 */
function disagreement(root: string): string | null {
  const copy = mkdtempSync(join(tmpdir(), 'foyer-drizzle-'))
  try {
    const out = join(copy, 'drizzle')
    if (existsSync(join(root, 'drizzle'))) cpSync(join(root, 'drizzle'), out, { recursive: true })
    else mkdirSync(out)
    const before = migrations(out)
    const configPath = join(copy, 'drizzle.config.json')
    // drizzle-kit reads `out` as relative even when it is absolute.
    writeFileSync(configPath, JSON.stringify({ ...config, out: relative(root, out) }))
    const { stdout, stderr } = spawnSync('drizzle-kit', ['generate', '--config', configPath], {
      cwd: root,
      encoding: 'utf8',
    })
    const fresh = migrations(out).filter((name) => !before.includes(name))
    if (fresh.length === 0 && stdout.includes('No schema changes')) return null
    return fresh.length ? 'tables.ts and drizzle/ disagree' : `${stdout}\n${stderr}`
  } finally {
    rmSync(copy, { recursive: true })
  }
}

function migrations(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.sql'))
}

const found = disagreement(process.cwd())
if (found) {
  console.error(found)
  console.error('Run npm run db:generate, read the migration, keep it.')
  process.exitCode = 1
} else {
  console.log(`${migrations('drizzle').length} migrations, nothing to add`)
}
