import { expect, test } from 'vitest'
import { defineMe, defineScope } from '../../shared/definitions.ts'
import { memoryShared } from '../domains/couple/notices.ts'
import { domains } from '../domains.ts'
import { gather } from './catalog.ts'
import { addsToMe, type Domain, tells } from './domain.ts'
import { router } from './trpc.ts'

const couple: Domain = domains.couple

const withAttic = (attic: Partial<Domain>) => () => gather({ ...domains, attic: { router: router({}), ...attic } })

const attic = { name: 'attic', label: couple.module?.label, text: couple.module?.text, on: false } as NonNullable<
  Domain['module']
>

test('another domain joins with its module, what it adds to Me and its steps, behind those that were there', () => {
  const boxes = defineMe('attic', { boxes: 0 })
  const catalog = withAttic({
    module: attic,
    me: addsToMe(boxes, () => ({ boxes: 3 })),
    setupSteps: [{ name: 'boxes', label: attic.label }],
  })()
  expect(catalog.modules.map(({ name, on }) => [name, on])).toEqual([
    ['couple', true],
    ['torrents', false],
    ['attic', false],
  ])
  expect(catalog.meParts.map(([domain, { name }]) => [domain, name])).toEqual([
    ['accounts', 'people'],
    ['media', 'media'],
    ['notices', 'notices'],
    ['couple', 'couple'],
    ['attic', 'attic'],
  ])
  expect(catalog.setupSteps.map(([domain, { name }]) => [domain, name])).toEqual([
    ['couple', 'couple'],
    ['attic', 'boxes'],
  ])
})

test('two domains may share a module', () => {
  const shared = couple.module
  expect(withAttic(shared ? { module: shared } : {})().modules).toEqual([shared, domains.torrents.module])
})

test.each<[string, Partial<Domain>]>([
  ['module "couple"', { module: { ...attic, name: 'couple' } }],
  ['part of Me "couple"', { me: addsToMe(defineMe('couple', {}), () => ({})) }],
  ['notice "couple.memory-shared"', { notices: [tells(memoryShared)] }],
  ['step of the first run "couple"', { setupSteps: [{ name: 'couple', label: attic.label }] }],
  ['scope "couple.read"', { scopes: [defineScope('couple.read', { label: attic.label, text: attic.text })] }],
])('a name that two domains give is refused at the start: %s', (what, added) => {
  expect(withAttic(added)).toThrow(`Two domains declare the ${what}`)
})
