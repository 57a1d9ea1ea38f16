import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { budgetTable, firstLoads, readManifest } from './build/budgets.ts'
import { compressFolder } from './build/compress.ts'
import { drawIcons } from './build/icons.ts'
import { sourcesHash } from './build/sources-hash.ts'
import { viteBuilds } from './build/vite-builds.ts'

const root = process.cwd()
const client = join(root, 'dist/client')
const stamp = join(root, 'dist/built-from')
const results = [join(client, '.vite/manifest.json'), join(root, 'dist/server/web.server.js'), stamp]

function isBuiltFrom(hash: string): boolean {
  return results.every((path) => existsSync(path)) && readFileSync(stamp, 'utf8') === hash
}

async function buildBoth() {
  console.log('Building the pages …')
  // Loaded only when something is built: an unchanged start does without Vite.
  const { build } = await import('vite')
  process.env.NODE_ENV = 'production'
  for (const one of viteBuilds(false)) await build(one)
}

async function main(onlyWhenChanged: boolean): Promise<number> {
  const hash = sourcesHash(root)
  if (onlyWhenChanged && isBuiltFrom(hash)) return 0
  rmSync(stamp, { force: true })
  const started = performance.now()
  await buildBoth()
  await drawIcons(join(root, 'client/ui/icon.svg'), join(client, 'icons'))
  await compressFolder(client)
  const loads = firstLoads(readManifest(client), client)
  console.log(budgetTable(loads))
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  if (loads.some(({ bytes, budget }) => bytes > budget)) {
    console.error('A first load is over its budget.')
    return 1
  }
  writeFileSync(stamp, hash)
  return 0
}

process.exitCode = await main(process.argv[2] === 'when-changed')
