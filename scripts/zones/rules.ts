import { posix } from 'node:path'
import { isTest } from '../sources.ts'
import type { Import, Module, Use } from './modules.ts'

export interface Violation {
  path: string
  line: number
  rule: string
}

interface ImportRule {
  rule: string
  broken(from: string, one: Import): boolean
}

const privateToDomain = new Set(['router.ts', 'http.ts', 'jobs.ts', 'domain.ts'])

// Tests and server/testing drive the whole house and may import any of it; these rules are for the rest.
const importRules: ImportRule[] = [
  {
    rule: 'only tests import tests and server/testing',
    broken: (_from, { target }) => target !== null && isTest(target),
  },
  {
    rule: 'shared imports only itself, zod and types of use-intl',
    broken: (from, one) => within(from, 'shared') && !mayShare(one),
  },
  {
    rule: 'client takes from server only `import type { AppRouter }`',
    broken: (from, { target, typeOnly, names }) =>
      within(from, 'client') && within(target, 'server') && !(typeOnly && names.every((name) => name === 'AppRouter')),
  },
  {
    rule: 'server takes from client only types of client/web.server.tsx',
    broken: (from, { target, typeOnly }) =>
      within(from, 'server') && within(target, 'client') && !(typeOnly && target === 'client/web.server.tsx'),
  },
  {
    rule: 'server/platform imports no domain',
    broken: (from, { target }) =>
      within(from, 'server/platform') && (within(target, 'server/domains') || target === 'server/domains.ts'),
  },
  {
    rule: 'a domain imports neither router, http, jobs nor domain of another domain',
    broken: (from, { target }) => {
      const [own, other] = [domainOf(from), domainOf(target)]
      return own !== null && other !== null && own !== other && privateToDomain.has(posix.basename(target ?? ''))
    },
  },
  {
    rule: 'tables.ts is imported outside its own part only by another tables.ts',
    broken: (from, { target }) =>
      posix.basename(target ?? '') === 'tables.ts' &&
      posix.basename(from) !== 'tables.ts' &&
      partOf(from) !== partOf(target),
  },
  {
    rule: 'Mantine stands only in client/features/*/app and client/ui/app',
    broken: (from, { specifier }) => specifier.startsWith('@mantine/') && !isApp(from),
  },
  {
    rule: 'an app/ is imported only by its own feature’s routes.tsx or workshop.tsx, and only lazily',
    broken: (from, { target, dynamic }) => {
      const feature = appFeature(target)
      if (feature === null || appFeature(from) === feature) return false
      const lists = ['routes', 'workshop'].map((list) => `client/features/${feature}/${list}.tsx`)
      return !(lists.includes(from) && dynamic)
    },
  },
  {
    rule: 'client/ui/app is imported only by app code, or lazily',
    broken: (from, { target, dynamic }) => within(target, 'client/ui/app') && !isApp(from) && !dynamic,
  },
  {
    rule: 'links are those of client/ui/Link.tsx: the router’s own weigh on every page',
    broken: (_from, { specifier, names }) =>
      specifier === 'react-router' && names.some((name) => name === 'Link' || name === 'NavLink'),
  },
  {
    rule: 'site/ reads by loaders, not by query hooks',
    broken: (from, { specifier, names, typeOnly }) =>
      /^client\/features\/[^/]+\/site\//.test(from) &&
      /^@(tanstack\/react-query|trpc\/tanstack-react-query)$/.test(specifier) &&
      !typeOnly &&
      names.some((name) => name === '*' || /^use[A-Z]/.test(name)),
  },
]

const useRules: Record<Use, { rule: string; allowed(path: string): boolean }> = {
  'process.env': {
    rule: 'process.env is read only in server/config.ts',
    allowed: (path) => path === 'server/config.ts',
  },
  '.emit()': {
    rule: 'only server/platform/live emits',
    allowed: (path) => within(path, 'server/platform/live') || !within(path, 'server'),
  },
  '.transaction()': {
    rule: '.transaction() is called only in server/platform/db: use inTx',
    // IndexedDB in browsers has transactions of its own.
    allowed: (path) => within(path, 'server/platform/db') || !within(path, 'server'),
  },
  '.ip': {
    rule: 'the address of a client is read by deps.clientAddress alone',
    allowed: (path) => !within(path, 'server'),
  },
}

/** Every import and use that stands in a zone where it may not. */
export function zoneViolations(modules: Module[]): Violation[] {
  return modules.flatMap((module) => {
    const { path, unreadable } = module
    if (unreadable !== null) return [{ path, line: 1, rule: `cannot be read: ${unreadable}` }]
    return isTest(path) ? [] : [...brokenByImports(module), ...brokenByUses(module)]
  })
}

function brokenByImports({ path, imports }: Module): Violation[] {
  return imports.flatMap((one) =>
    importRules.filter(({ broken }) => broken(path, one)).map(({ rule }) => ({ path, line: one.line, rule })),
  )
}

function brokenByUses({ path, uses }: Module): Violation[] {
  return uses
    .filter(({ use }) => !useRules[use].allowed(path))
    .map(({ use, line }) => ({ path, line, rule: useRules[use].rule }))
}

function within(path: string | null, folder: string): boolean {
  return path?.startsWith(`${folder}/`) ?? false
}

function mayShare({ specifier, target, typeOnly }: Import): boolean {
  if (target !== null) return within(target, 'shared')
  if (/^zod(\/|$)/.test(specifier)) return true
  return typeOnly && /^use-intl(\/|$)/.test(specifier)
}

function domainOf(path: string | null): string | null {
  return path?.match(/^server\/domains\/([^/]+)\//)?.[1] ?? null
}

/** The domain or the part of the platform that a file of the server belongs to. */
function partOf(path: string | null): string | null {
  return path?.match(/^server\/(?:domains|platform)\/[^/]+\//)?.[0] ?? null
}

function appFeature(path: string | null): string | null {
  return path?.match(/^client\/features\/([^/]+)\/app\//)?.[1] ?? null
}

function isApp(path: string): boolean {
  return appFeature(path) !== null || within(path, 'client/ui/app')
}
