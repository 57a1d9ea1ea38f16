import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkMessages } from './messages/check.ts'
import { generateMessages } from './messages/generate.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'foyer-messages-'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

function write(language: string, content: unknown) {
  const folder = join(root, 'shared/messages', language)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'couple.json'), JSON.stringify(content))
}

function faultsOfFrench(french: string, english = 'text') {
  return checkMessages({ couple: { one: french } }, { couple: { one: english } })
}

test('types hold every message as a literal and every dotted key', () => {
  const messages = { title: 'Nous', errors: { 'not-a-date': 'Le {day} n’existe pas' } }
  write('fr', messages)
  write('en', { title: 'Us', errors: { 'not-a-date': 'The {day} does not exist' } })
  expect(generateMessages(root)).toEqual({ messages: 2, faults: [], written: true })
  const source = readFileSync(join(root, 'shared/messages/catalogue.gen.ts'), 'utf8')
  expect(source).toContain(
    '  couple: {\n    title: "Nous"\n    errors: {\n      "not-a-date": "Le {day} n’existe pas"\n',
  )
  expect(source).toContain('export type MessageKey =\n  | "couple.title"\n  | "couple.errors.not-a-date"\n')
})

test('the types are written only when a message changed', () => {
  write('fr', { title: 'Nous' })
  write('en', { title: 'Us' })
  expect(generateMessages(root).written).toBe(true)
  expect(generateMessages(root).written).toBe(false)
  write('fr', { title: 'Nous deux' })
  expect(generateMessages(root).written).toBe(true)
})

test('a catalogue without messages, a list, a number and a dotted key are refused', () => {
  expect(generateMessages(root).faults).toEqual(['shared/messages/fr: no message found'])
  write('fr', { list: ['a'], count: 3, 'a.b': 'c' })
  write('en', {})
  const { faults } = generateMessages(root)
  expect(faults).toContainEqual(expect.stringMatching(/couple\.json list: neither a text nor an object/))
  expect(faults).toContainEqual(expect.stringMatching(/couple\.json count: neither a text nor an object/))
  expect(faults).toContainEqual(expect.stringMatching(/the key "a\.b" holds a dot/))
})

test('a message that one language lacks is found in both directions', () => {
  expect(checkMessages({ a: 'un', b: 'deux' }, { a: 'one', c: 'three' })).toEqual(['en b: missing', 'fr c: missing'])
})

test('an empty message is refused in both languages', () => {
  expect(faultsOfFrench(' ')).toEqual(['fr couple.one: empty'])
  expect(faultsOfFrench('texte', '')).toEqual(['en couple.one: empty'])
})

test.each([
  ['Le {day}', 'A day'],
  ['{count} mois', '{count, plural, one {# month} other {# months}}'],
  ['Le {day, date, long}', 'The {day}'],
  ['<b>Nous</b>', 'Us'],
  ['{who, select, me {moi} other {toi}}', '{who, select, you {me} other {you}}'],
  ['L’heure de l’{partner}', 'The hour of '],
])('both languages take the same arguments: %s / %s', (french, english) => {
  expect(faultsOfFrench(french, english)).toEqual([expect.stringMatching(/^couple\.one: arguments differ/)])
})

test('a plural in one language and a number in the other take the same argument', () => {
  expect(faultsOfFrench('{count, number} mois', '{count, plural, one {# month} other {# months}}')).toEqual([])
})

test('an apostrophe that swallows an argument is found', () => {
  expect(faultsOfFrench("L'{partner}", 'The {partner}')).toEqual([expect.stringMatching(/fr has none/)])
})

test('a plural without a catch-all, an unknown plural form and broken braces are refused', () => {
  expect(faultsOfFrench('{n, plural, one {# jour}}', '{n, number}')).toEqual([
    expect.stringMatching(/not an ICU message/),
  ])
  expect(faultsOfFrench('{n, plural, two {2} other {#}}', '{n, number}')).toEqual([
    'fr couple.one: the language has no plural form "two"',
  ])
  expect(faultsOfFrench('{n', '{n}')).toEqual([expect.stringMatching(/fr couple\.one: not an ICU message/)])
})

test('French plurals may name the form of millions or leave it to the catch-all', () => {
  const english = '{n, plural, one {# day} other {# days}}'
  expect(faultsOfFrench('{n, plural, one {# jour} many {# de jours} other {# jours}}', english)).toEqual([])
  expect(faultsOfFrench('{n, plural, one {# jour} other {# jours}}', english)).toEqual([])
})

test.each([
  ['Vraiment?', 'needs U+202F before ; ! ?'],
  ['Vraiment ?', 'needs U+202F before ; ! ?'],
  ['Oui\u00A0!', 'needs U+202F before ; ! ?'],
  ['Titre:', 'needs U+00A0 before :'],
  ['Titre\u202F:', 'needs U+00A0 before :'],
  ['«Nous»', 'needs U+00A0 after «'],
  ['«\u00A0Nous »', 'needs U+00A0 before »'],
  ["L'heure", 'needs ’ instead of an apostrophe'],
  ['Le "nous"', 'needs « » instead of straight quotation marks'],
])('French typography is kept: %s', (french, words) => {
  expect(faultsOfFrench(french)).toContain(`fr couple.one: ${words}`)
})

test('French typography is kept within plurals, tags and beside arguments', () => {
  const english = '<b>{n, plural, one {#} other {#}}</b>{name}'
  expect(faultsOfFrench('<b>{n, plural, one {# jour!} other {#}}</b>{name}', english)).toHaveLength(1)
  expect(faultsOfFrench('<b>{n, plural, one {#} other {#}}</b>{name}!', english)).toHaveLength(1)
  expect(faultsOfFrench('<b>{n, plural, one {#} other {#}}!</b>{name}', english)).toHaveLength(1)
  expect(faultsOfFrench('<b>{n, plural, one {#} other {#}}</b>«\u00A0{name}\u00A0»\u202F!', english)).toEqual([])
})

test.each(['Quoi\u202F?!', 'Titre\u00A0: 10:30', 'Voir https://example.org/a?b=c;d', 'L’heure'])(
  'right French passes: %s',
  (french) => {
    expect(faultsOfFrench(french)).toEqual([])
  },
)
