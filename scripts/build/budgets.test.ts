import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { budgetTable, firstLoads } from './budgets.ts'

const folder = mkdtempSync(join(tmpdir(), 'foyer-budgets-'))
const sizeOf = new Map<string, number>()

function script(file: string, length: number): string {
  const content = Buffer.from(Array.from({ length }, (_, index) => (index * 7919 + length) % 251))
  writeFileSync(join(folder, file), content)
  sizeOf.set(file, gzipSync(content, { level: 9 }).length)
  return file
}

const pages = [
  'client/features/home/site/HomePage.tsx',
  'client/features/couple/site/CouplePage.tsx',
  'client/features/couple/site/CoupleFrame.tsx',
  'client/features/blog/site/BlogPage.tsx',
]
const screens = ['client/features/house/app/Overview.tsx', 'client/features/house/app/Settings.tsx']
const entry = {
  'client/web.tsx': {
    file: script('web.js', 3000),
    isEntry: true,
    imports: ['_react.js'],
    dynamicImports: [...pages, 'client/workshop.tsx'],
  },
}
const manifest = {
  ...entry,
  '_react.js': { file: script('react.js', 5000) },
  'client/workshop.tsx': { file: script('workshop.js', 410), imports: ['_react.js'], dynamicImports: screens },
  '_shared.js': { file: script('shared.js', 700), imports: ['_react.js'] },
  'client/features/home/site/HomePage.tsx': { file: script('home.js', 400), imports: ['_shared.js'] },
  'client/features/couple/site/CouplePage.tsx': {
    file: script('couple.js', 500),
    imports: ['_shared.js'],
    dynamicImports: ['client/features/couple/site/Lightbox.tsx'],
  },
  'client/features/couple/site/CoupleFrame.tsx': { file: script('frame.js', 350), imports: ['_react.js'] },
  'client/features/couple/site/Lightbox.tsx': { file: script('lightbox.js', 9000) },
  'client/features/blog/site/BlogPage.tsx': { file: script('blog.js', 600), imports: ['_react.js'] },
  'client/ui/app/AppIsland.tsx': { file: script('island.js', 900), imports: ['_mantine.js'] },
  '_mantine.js': { file: script('mantine.js', 8000) },
  'client/features/house/app/Overview.tsx': { file: script('overview.js', 1000), imports: ['_mantine.js'] },
  'client/features/house/app/Settings.tsx': { file: script('settings.js', 2000), imports: ['_mantine.js'] },
  'shared/messages/fr/common.json': { file: script('words-common.js', 310) },
  'shared/messages/fr/couple.json': { file: script('words-couple.js', 320) },
  'shared/messages/fr/house.json': { file: script('words-house.js', 330) },
}

afterAll(() => {
  rmSync(folder, { recursive: true })
})

function together(...files: string[]): number {
  return files.reduce((bytes, file) => bytes + (sizeOf.get(file) ?? Number.NaN), 0)
}

test('a public page weighs the entry, its own chunks, what they import and its words, each once, nothing lazy', () => {
  const loads = firstLoads(manifest, folder)
  expect(loads).toContainEqual({
    name: 'public client/features/couple/site/CouplePage.tsx',
    bytes: together('web.js', 'react.js', 'shared.js', 'couple.js', 'frame.js', 'words-common.js', 'words-couple.js'),
    budget: 130_000,
  })
  expect(loads).toContainEqual(
    expect.objectContaining({
      name: 'public client/features/blog/site/BlogPage.tsx',
      bytes: together('web.js', 'react.js', 'blog.js', 'words-common.js'),
    }),
  )
})

test('a screen of the app weighs the entry, the list of screens, the shell and its own chunk, the heaviest first', () => {
  const loads = firstLoads(manifest, folder).filter(({ name }) => name.startsWith('app '))
  expect(loads.map(({ name }) => name)).toEqual([
    'app client/features/house/app/Settings.tsx',
    'app client/features/house/app/Overview.tsx',
    'app client/ui/app/AppIsland.tsx',
  ])
  expect(loads[0]).toMatchObject({
    bytes: together(
      'web.js',
      'react.js',
      'workshop.js',
      'island.js',
      'mantine.js',
      'settings.js',
      'words-common.js',
      'words-house.js',
    ),
    budget: 220_000,
  })
})

test('a build without entry, pages or shell is refused instead of passing on nothing', () => {
  expect(() => firstLoads({}, folder)).toThrow(/no entry/)
  expect(() => firstLoads(entry, folder)).toThrow(/no public page/)
})

test('the table says which first load is too large', () => {
  const table = budgetTable([
    { name: 'small', bytes: 1000, budget: 2000 },
    { name: 'large', bytes: 2100, budget: 2000 },
  ])
  expect(table).toContain('small     1.0 of     2.0 KB  ok')
  expect(table).toContain('large     2.1 of     2.0 KB  TOO LARGE')
})
