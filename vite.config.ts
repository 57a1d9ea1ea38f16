import { createHash } from 'node:crypto'
import { relative, sep } from 'node:path'
import compileMessage from 'icu-minify/compile'
import { defineConfig, type Plugin } from 'vite'

const root = import.meta.dirname
const sourceOf = (id: string) => relative(root, id.split('?')[0] ?? id).replaceAll(sep, '/')

/**
 * Pages know their source file while they are rendered, so that the server can preload the chunks of a match. What
 * lies under `app/` is never rendered there: the server's build gets its name alone, and no Mantine.
 */
const pageSources = (): Plugin => ({
  name: 'foyer:page-sources',
  enforce: 'pre',
  load(id) {
    const source = sourceOf(id)
    const isApp = /^client\/(features\/[^/]+|ui)\/app\/.*\.tsx?$/.test(source)
    return isApp ? `export const source = ${JSON.stringify(source)}` : null
  },
  transform(code, id) {
    const source = sourceOf(id)
    const isSite = /^client\/features\/[^/]+\/site\/.*\.tsx$/.test(source)
    return isSite ? { code: `${code}\nexport const source = ${JSON.stringify(source)}\n`, map: null } : null
  },
})

type MessageTree = { [key: string]: MessageTree | string }

const compiled = (tree: MessageTree): object =>
  Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? compileMessage(value) : compiled(value),
    ]),
  )

/** Messages are parsed while building: pages carry a formatter of 1 KB instead of a parser of 10. */
const compiledMessages = (): Plugin => ({
  name: 'foyer:compiled-messages',
  enforce: 'pre',
  transform(code, id) {
    const isCatalogue = /^shared\/messages\/[a-z]+\/[^/]+\.json$/.test(sourceOf(id))
    return isCatalogue ? { code: JSON.stringify(compiled(JSON.parse(code))), map: null } : null
  },
})

/**
 * Components of these packages are named for React's developer tools alone. Without the name, and marked as what they
 * are, those that no page uses fall away: half of the router's serve its own framework.
 */
const unnamedComponents = (): Plugin => ({
  name: 'foyer:unnamed-components',
  transform(code, id) {
    if (!/^node_modules\/(react-router|@mantine\/\w+)\//.test(sourceOf(id))) return null
    const unnamed = code.replaceAll(/^\w+\.displayName = "[^"]*";$/gm, '')
    return { code: unnamed.replaceAll(/(?<== )(?=React\$1\.forwardRef\()/g, '/* @__PURE__ */ '), map: null }
  },
})

export default defineConfig(({ isSsrBuild }) => ({
  root,
  appType: 'custom',
  publicDir: false,
  logLevel: 'warn',
  plugins: [compiledMessages(), ...(isSsrBuild ? [pageSources()] : [unnamedComponents(), namedRelease()])],
  resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
  ...(isSsrBuild ? serverBuild : browserBuild),
}))

// "use client" at the head of packages means nothing here.
const checks = { moduleLevelDirective: false }

/** Screens under `app/` lie apart, so that the entry can tell them from public pages. */
const fileNameOf = ({ facadeModuleId }: { facadeModuleId: string | null }) =>
  /\/client\/(features\/[^/]+|ui)\/app\//.test(facadeModuleId ?? '')
    ? 'assets/app/[name]-[hash].js'
    : 'assets/[name]-[hash].js'

/** What menus, screens or a single page want: it lies alone, so that others do not wait for it. */
const isAlone = (source: string) => /^client\/ui\/(Appearance|useLanguage|useTypedSearch)\b/.test(source)

/** `ui` or `couple`: whose pieces a file under `ui/` or `site/` is. */
const ownerOf = (id: string) =>
  isAlone(sourceOf(id))
    ? null
    : /^client\/(?:features\/([^/]+)\/site|(ui))\/[^/]+$/.exec(sourceOf(id))?.slice(1).join('')

const isScreen = (file: string) => file.startsWith('assets/app/')

/**
 * The entry names beside each page what else it wants, to fetch it at the same time. Visitors pay for these lists and
 * open no screen: for screens they hold styles alone.
 */
const wantedBy = (page: string, files: string[], { hostId }: { hostId: string }) =>
  isScreen(page) && !isScreen(hostId) ? [] : files

/** Runs in a thread of its own and shares nothing with pages. */
const intlWorker = 'client/lib/intlWorker.ts'

/** Stands before the pages at an address that never changes. */
const serviceWorker = 'client/worker/serviceWorker.ts'

/** Runs beside pages: neither shares a file with them. */
const isApart = (source: string) => source === intlWorker || source.startsWith('client/worker/')

/** Names the service worker after what it serves: browsers take another one as soon as a single file changes. */
const namedRelease = (): Plugin => ({
  name: 'foyer:named-release',
  generateBundle(_options, bundle) {
    const worker = bundle['sw.js']
    if (worker?.type !== 'chunk') return
    const files = Object.keys(bundle).toSorted().join()
    const release = createHash('sha256').update(files).digest('hex').slice(0, 12)
    worker.code = worker.code.replaceAll('releaseName', JSON.stringify(release))
  },
})

const browserBuild = {
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    modulePreload: { polyfill: false, resolveDependencies: wantedBy },
    reportCompressedSize: false,
    rolldownOptions: {
      input: ['client/web.tsx', intlWorker, serviceWorker],
      checks,
      // What every page needs stays in two files: its packages, which change seldom, and the frame. What several pages
      // share is one file an owner: many small ones keep a phone busier than their bytes are worth.
      output: {
        chunkFileNames: fileNameOf,
        entryFileNames: ({ facadeModuleId }: { facadeModuleId: string | null }) =>
          sourceOf(facadeModuleId ?? '') === serviceWorker ? 'sw.js' : 'assets/[name]-[hash].js',
        codeSplitting: {
          groups: [
            { name: 'packages', tags: ['$initial' as const], test: /\/node_modules\// },
            { name: 'frame', tags: ['$initial' as const], test: (id: string) => !isApart(sourceOf(id)) },
            { name: (id: string) => ownerOf(id) || null, debugName: 'pieces', minShareCount: 2 },
          ],
        },
      },
    },
  },
}

const serverBuild = {
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: true as const, target: 'node' as const },
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: 'client/web.server.tsx',
      checks,
      output: { entryFileNames: 'web.server.js', codeSplitting: false },
    },
  },
}
