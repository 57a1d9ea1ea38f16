import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkZones } from './zones/check.ts'

type Tree = Record<string, string>

const rightTree: Tree = {
  'shared/couple.ts': `import * as z from 'zod/mini'\nimport type { Locale } from 'use-intl'\nexport const a = z.string()`,
  'shared/memory.ts': `import { a } from './couple.ts'\nexport { a as b } from './couple.ts'`,
  'server/config.ts': `export const port = process.env.PORT`,
  'server/domains.ts': `import { couple } from './domains/couple/domain.ts'\nexport type AppRouter = typeof couple`,
  'server/platform/pages.ts': `import type { render } from '../../client/web.server.tsx'\nexport type R = typeof render`,
  'server/platform/db/transactions.ts': `export const run = (db: Database) => db.transaction(() => 1)`,
  'server/platform/live/rooms.ts': `export const send = (io: Server) => io.to('a').emit('event')`,
  'server/platform/jobs/tables.ts': `export const job = 1`,
  'server/platform/jobs/queue.ts': `import { job } from './tables.ts'\nexport const queue = job`,
  'server/domains/couple/tables.ts': `import { media } from '../media/tables.ts'\nexport const memory = media`,
  'server/domains/couple/couple.ts': `import { mediaViews } from '../media/media.ts'\nexport const couple = mediaViews`,
  'server/domains/couple/domain.ts': `import { couple } from './couple.ts'\nexport { couple }`,
  'server/domains/media/tables.ts': `export const media = 1`,
  'server/domains/media/media.ts': `import { media } from './tables.ts'\nexport const mediaViews = media`,
  'server/domains/media/media.test.ts': `import { memory } from '../couple/tables.ts'\nprocess.env.A = String(memory)`,
  'server/testing/app.ts': `import { job } from '../platform/jobs/tables.ts'\nexport const app = job`,
  'client/web.server.tsx': `export const render = () => <html />`,
  'client/lib/trpc.ts': `import type { AppRouter } from '../../server/domains.ts'\nexport type Client = AppRouter`,
  'client/routes.tsx': `export const shell = () => import('./ui/app/Shell.tsx')`,
  'client/ui/app/Shell.tsx': `import { AppShell } from '@mantine/core'\nexport const Shell = AppShell`,
  'client/features/couple/routes.tsx': `export const editor = () => import('./app/Editor.tsx')`,
  'client/features/couple/app/Editor.tsx': `import { Button } from '@mantine/core'\nimport { Shell } from '../../../ui/app/Shell.tsx'\nimport { useQuery } from '@tanstack/react-query'\nexport const Editor = [Button, Shell, useQuery]`,
  'client/features/couple/site/Page.tsx': `import type { QueryClient } from '@tanstack/react-query'\nexport type Q = QueryClient`,
  'client/e2e/couple.test.ts': `import { app } from '../../server/testing/app.ts'\nexport const started = app`,
}

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'foyer-zones-'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

function violationsOf(tree: Tree): string[] {
  for (const [path, source] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), source)
  }
  return checkZones(root).violations.map(({ path, line, rule }) => `${path}:${line} ${rule}`)
}

test('a right tree has no violation, and every file of it was read', () => {
  expect(violationsOf(rightTree)).toEqual([])
  expect(checkZones(root).files).toBe(Object.keys(rightTree).length)
})

test('a folder in which nothing was read is a violation', () => {
  expect(violationsOf({ 'shared/couple.ts': '' })).toEqual(['server:0 no file was read', 'client:0 no file was read'])
})

test('a file that does not parse is a violation', () => {
  expect(violationsOf({ ...rightTree, 'shared/broken.ts': 'const = 3' })).toEqual([
    expect.stringMatching(/^shared\/broken\.ts:1 cannot be read/),
  ])
})

const sharedRule = 'shared imports only itself, zod and types of use-intl'
const clientRule = 'client takes from server only `import type { AppRouter }`'
const renderRule = 'server takes from client only types of client/web.server.tsx'
const platformRule = 'server/platform imports no domain'
const domainRule = 'a domain imports neither router, http, jobs nor domain of another domain'
const tablesRule = 'tables.ts is imported outside its own part only by another tables.ts'
const mantineRule = 'Mantine stands only in client/features/*/app and client/ui/app'
const appRule = 'an app/ is imported only by its own feature’s routes.tsx or workshop.tsx, and only lazily'
const uiRule = 'client/ui/app is imported only by app code, or lazily'
const hooksRule = 'site/ reads by loaders, not by query hooks'
const environmentRule = 'process.env is read only in server/config.ts'
const emitRule = 'only server/platform/live emits'
const transactionRule = '.transaction() is called only in server/platform/db: use inTx'
const addressRule = 'the address of a client is read by deps.clientAddress alone'
const testsRule = 'only tests import tests and server/testing'

const page = 'client/features/couple/site/Other.tsx'
const domainFile = 'server/domains/couple/other.ts'
const platformFile = 'server/platform/mail/mailer.ts'

describe.each<[rule: string, path: string, source: string]>([
  [sharedRule, 'shared/other.ts', `import { readFileSync } from 'node:fs'`],
  [sharedRule, 'shared/other.ts', `import { createTranslator } from 'use-intl/core'`],
  [sharedRule, 'shared/other.ts', `import type { AppRouter } from '../server/domains.ts'`],
  [sharedRule, 'shared/other.ts', `export type A = import('../server/domains.ts').AppRouter`],
  [clientRule, 'client/lib/other.ts', `import { type AppRouter, other } from '../../server/domains.ts'`],
  [clientRule, 'client/lib/other.ts', `import type { Deps } from '../../server/platform/deps.ts'`],
  [clientRule, 'client/lib/other.ts', `export { AppRouter } from '../../server/domains.ts'`],
  [clientRule, 'client/lib/other.ts', `import '../../server/config.ts'`],
  [renderRule, platformFile, `import { render } from '../../../client/web.server.tsx'`],
  [renderRule, platformFile, `import type { Client } from '../../../client/lib/trpc.ts'`],
  [renderRule, platformFile, `export const render = () => import('../../../client/web.server.tsx')`],
  [platformRule, platformFile, `import { couple } from '../../domains/couple/couple.ts'`],
  [platformRule, platformFile, `import type { AppRouter } from '../../domains.ts'`],
  [domainRule, domainFile, `import { router } from '../media/router.ts'`],
  [domainRule, domainFile, `import { http } from '../media/http.ts'`],
  [domainRule, domainFile, `import { jobs } from '../media/jobs.ts'`],
  [domainRule, domainFile, `import type { media } from '../media/domain.ts'`],
  [tablesRule, domainFile, `import { media } from '../media/tables.ts'`],
  [tablesRule, domainFile, `import { job } from '../../platform/jobs/tables.ts'`],
  [tablesRule, platformFile, `import { job } from '../jobs/tables.ts'`],
  [tablesRule, 'server/app.ts', `import { job } from './platform/jobs/tables.ts'`],
  [mantineRule, page, `import { Button } from '@mantine/core'`],
  [mantineRule, page, `import '@mantine/core/styles.css'`],
  [mantineRule, 'client/ui/Picture.tsx', `export const lazy = () => import('@mantine/core')`],
  [appRule, page, `import { Editor } from '../app/Editor.tsx'`],
  [appRule, page, `export const editor = () => import('../app/Editor.tsx')`],
  [appRule, 'client/features/media/routes.tsx', `export const e = () => import('../couple/app/Editor.tsx')`],
  [appRule, 'client/features/couple/routes.tsx', `import { Editor } from './app/Editor.tsx'`],
  [uiRule, page, `import { Shell } from '../../../ui/app/Shell.tsx'`],
  [uiRule, 'client/routes.tsx', `import { Shell } from './ui/app/Shell.tsx'`],
  [hooksRule, page, `import { useQuery } from '@tanstack/react-query'`],
  [hooksRule, page, `import * as query from '@tanstack/react-query'`],
  [environmentRule, 'server/app.ts', `export const port = process.env.PORT`],
  [environmentRule, 'server/app.ts', `export const port = process['env'].PORT`],
  [environmentRule, 'shared/other.ts', `export const mode = process.env.NODE_ENV`],
  [emitRule, domainFile, `export const send = (io: Server) => io.to('a').emit('event')`],
  [transactionRule, domainFile, `export const run = (db: Database) => db.transaction(() => 1)`],
  [addressRule, domainFile, `export const from = (request: Request) => request.ip`],
  [addressRule, platformFile, `export const from = (request: IncomingMessage) => request.socket.remoteAddress`],
  [testsRule, domainFile, `import { app } from '../../testing/app.ts'`],
])('%s', (rule, path, source) => {
  test(`refuses in ${path}: ${source}`, () => {
    expect(violationsOf({ ...rightTree, [path]: `\n${source}` })).toEqual([`${path}:2 ${rule}`])
  })
})

test('the environment taken from node:process is found', () => {
  expect(violationsOf({ ...rightTree, 'server/app.ts': `import { env } from 'node:process'` })).toEqual([
    `server/app.ts:1 ${environmentRule}`,
  ])
})

test('an import cycle is named once, at the import that closes it', () => {
  const cycle = {
    'shared/one.ts': `import { two } from './two.ts'\nexport const one = two`,
    'shared/two.ts': `import { one } from './one.ts'\nexport const two = one`,
  }
  expect(violationsOf({ ...rightTree, ...cycle })).toEqual([
    'shared/two.ts:1 import cycle shared/one.ts → shared/two.ts → shared/one.ts',
  ])
})

test('types alone close no cycle', () => {
  const cycle = {
    'shared/one.ts': `import type { Two } from './two.ts'\nexport type One = Two`,
    'shared/two.ts': `import type { One } from './one.ts'\nexport type Two = One`,
  }
  expect(violationsOf({ ...rightTree, ...cycle })).toEqual([])
})
