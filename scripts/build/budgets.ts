import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Manifest } from 'vite'

export interface FirstLoad {
  name: string
  /** Of all its scripts, gzip. */
  bytes: number
  budget: number
}

const kilobyte = 1000
const publicBudget = 130 * kilobyte
const appBudget = 220 * kilobyte
const entry = 'client/web.tsx'
// Lists the pages of the workshop.
const workshop = 'client/workshop.tsx'
// Stands around every screen: Mantine's provider and the query client.
const shell = 'client/ui/app/AppIsland.tsx'
const shownPages = 5
const shownScreens = 3

/** Vite's manifest of a browser build. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest
}

/**
 * What a browser loads before a first page works, with the French words: the heaviest of the public pages and of
 * the screens of the app. Throws when the
 * manifest holds no entry, no page or no shell, so that budgets never pass on nothing.
 */
export function firstLoads(manifest: Manifest, folder: string): FirstLoad[] {
  if (!manifest[entry]) throw new Error(`The build has no entry ${entry}.`)
  const sizes = new Map<string, number>()
  const measure = (name: string, sources: string[], budget: number): FirstLoad => ({
    name,
    bytes: sumOf(filesOf(manifest, [entry, ...sources, ...wordsOf(manifest, sources)]), folder, sizes),
    budget,
  })

  const known = lazyFrom(manifest, entry)
  const routes = [...new Set([...known, ...lazyFrom(manifest, workshop)])]
  const pages = routes.filter((key) => /^client\/features\/[^/]+\/site\//.test(key))
  const screens = routes.filter((key) => /^client\/features\/[^/]+\/app\//.test(key))
  if (pages.length === 0 || !manifest[shell]) throw new Error(`The build has no public page or no ${shell} to measure.`)
  const [frames, shown] = [pages.filter(isFrame), pages.filter((source) => !isFrame(source))]
  const publicLoads = shown.map((source) => {
    const around = frames.filter((frame) => featureOf(frame) === featureOf(source))
    return measure(`public ${source}`, [source, ...around], publicBudget)
  })
  const appLoads = [shell, ...screens].map((source) =>
    measure(`app ${source}`, known.includes(source) ? [shell, source] : [workshop, shell, source], appBudget),
  )
  return [
    ...publicLoads.sort(heaviestFirst).slice(0, shownPages),
    ...appLoads.sort(heaviestFirst).slice(0, shownScreens),
  ]
}

/** The first loads as a table for people. */
export function budgetTable(loads: FirstLoad[]): string {
  const width = Math.max(...loads.map(({ name }) => name.length))
  const kilobytes = (bytes: number) => (bytes / kilobyte).toFixed(1).padStart(7)
  const rows = loads.map(({ name, bytes, budget }) => {
    const verdict = bytes > budget ? 'TOO LARGE' : 'ok'
    return `${name.padEnd(width)} ${kilobytes(bytes)} of ${kilobytes(budget)} KB  ${verdict}`
  })
  return ['First loads, JavaScript, gzip:', ...rows].join('\n')
}

/** A frame stands around every page of its feature. */
const isFrame = (source: string): boolean => source.endsWith('Frame.tsx')

function featureOf(source: string): string {
  return source.match(/^client\/features\/([^/]+)\//)?.[1] ?? 'common'
}

/** The catalogues that are loaded beside the code of some features. */
function wordsOf(manifest: Manifest, sources: string[]): string[] {
  const catalogues = ['common', ...sources.map(featureOf)].map((feature) => `shared/messages/fr/${feature}.json`)
  return catalogues.filter((key) => manifest[key])
}

/** What a chunk and those that it imports statically load lazily. */
function lazyFrom(manifest: Manifest, key: string): string[] {
  const chunks = [...staticClosure(manifest, [key])]
  return [...new Set(chunks.flatMap((chunk) => manifest[chunk]?.dynamicImports ?? []))]
}

function filesOf(manifest: Manifest, keys: string[]): Set<string> {
  return new Set([...staticClosure(manifest, keys)].flatMap((key) => manifest[key]?.file ?? []))
}

function staticClosure(manifest: Manifest, keys: string[], found = new Set<string>()): Set<string> {
  for (const key of keys) {
    if (found.has(key)) continue
    found.add(key)
    staticClosure(manifest, manifest[key]?.imports ?? [], found)
  }
  return found
}

function sumOf(files: Set<string>, folder: string, sizes: Map<string, number>): number {
  let bytes = 0
  for (const file of files) {
    const size = sizes.get(file) ?? gzipSync(readFileSync(join(folder, file)), { level: 9 }).length
    sizes.set(file, size)
    bytes += size
  }
  return bytes
}

function heaviestFirst(one: FirstLoad, other: FirstLoad): number {
  return other.bytes - one.bytes
}
