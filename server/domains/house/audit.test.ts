import { afterEach, beforeEach, expect, test } from 'vitest'
import { days } from '../../platform/clock.ts'
import type { Browser } from '../../testing/browser.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { csvLine } from './csv.ts'

let app: TestApp
let owner: Browser
let camille: number

beforeEach(async () => {
  app = await startApp()
  const person = app.person('owner', 'Camille')
  camille = person.id
  owner = app.as(person)
})

afterEach(() => app.stop())

const read = (filter: object, limit = 50, before: number | null = null) =>
  owner.api.house.audit.query({ ...filter, before, limit })

/** Three acts of two people, on three days. */
async function threeActs(): Promise<number> {
  const noor = app.person('admin', 'Noor')
  await owner.api.house.createGroup.mutate({ name: 'Élagage' })
  app.clock.advance(days(1))
  await app.as(noor).api.house.createGroup.mutate({ name: '100 % = "tout"' })
  app.clock.advance(days(1))
  await owner.api.house.switchModule.mutate({ name: 'couple', on: false })
  return noor.id
}

test('the log is narrowed by person, act, period and text, and read page by page', async () => {
  const noor = await threeActs()
  const acts = async (filter: object) => (await read(filter)).map(({ act }) => act)
  const [created, switched] = ['groups.acts.created', 'house.acts.settingsChanged']
  expect(await acts({})).toEqual([switched, created, created])
  expect(await acts({ person: camille })).toEqual([switched, created])
  expect(await acts({ person: noor })).toEqual([created])
  expect(await acts({ person: 0 })).toEqual([])
  expect(await owner.api.house.auditCount.query({})).toBe(3)
  expect(await owner.api.house.auditCount.query({ text: 'elagage' })).toBe(1)
  expect(await owner.api.house.auditCount.query({ person: 0 })).toBe(0)
  expect(await acts({ act: created })).toEqual([created, created])
  expect(await acts({ act: created, person: camille })).toEqual([created])
  expect(await acts({ text: 'elagage' })).toEqual([created])
  expect(await acts({ text: 'réglages MODIFIÉS' })).toEqual([switched])
  expect(await acts({ text: '100 %' })).toEqual([created])
  for (const text of ['10_ %', '%', '_', "'; DROP TABLE audit; --"]) {
    expect((await acts({ text })).length).toBe(text === '%' ? 1 : 0)
  }
  const [newest] = await read({}, 1)
  const second = await read({}, 1, newest?.id ?? null)
  expect(second).toMatchObject([{ who: 'Noor' }])
  expect(await owner.api.house.auditChoices.query()).toEqual({
    people: [
      { id: camille, name: 'Camille' },
      { id: noor, name: 'Noor' },
    ],
    acts: expect.arrayContaining([created, switched]),
  })
})

test('days are those of whoever reads, both ends included', async () => {
  await threeActs()
  const all = await read({})
  const [last, middle, first] = all.map(({ at }) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date(at)),
  )
  expect(await read({ from: middle, to: middle })).toEqual([all[1]])
  expect(await read({ from: middle })).toEqual(all.slice(0, 2))
  expect(await read({ to: middle })).toEqual(all.slice(1))
  expect(await read({ from: first, to: last })).toEqual(all)
  expect(await refusal(read({ from: '2026-02-30' }))).toMatchObject({ status: 400 })
})

test('what is narrowed is taken along as JSON, and the log tells who took it', async () => {
  const noor = await threeActs()
  const shown = await read({ person: noor })
  const answer = await owner.fetch(`/api/house/audit.json?person=${noor}&text=`)
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.json"$/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toEqual(shown)
  expect(await read({}, 1)).toMatchObject([
    { act: 'house.acts.auditExported', who: 'Camille', after: { format: 'json', count: 1, person: 'Noor' } },
  ])
  expect(await (await owner.fetch('/api/house/audit.json?text=nirgends')).json()).toEqual([])
})

test('as CSV it is what spreadsheets read, and no name in it becomes a formula', async () => {
  await threeActs()
  const evil = app.person('admin', '=HYPERLINK("http://x")')
  await app.as(evil).api.house.createGroup.mutate({ name: 'Zoé, «\u00a0même\u00a0»' })
  const bytes = Buffer.from(await (await owner.fetch('/api/house/audit.csv')).arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = bytes.toString('utf8').slice(1).split('\r\n')
  expect(lines[0]).toBe('Numéro,Quand (Europe/Paris),Qui,Adresse,Quoi,Avant,Après')
  expect(lines[1]).toMatch(/^\d+,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,/)
  expect(lines).toHaveLength(6)
  expect(lines.at(-1)).toBe('')
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")",127.0.0.1,Groupe créé,,`)
  expect(lines[1]).toContain('"nom\u00a0: Zoé, «\u00a0même\u00a0»"')
  expect(lines[2]).toMatch(/,Modules · Le couple\u00a0: oui,Modules · Le couple\u00a0: non$/)
})

test('a field of CSV is quoted where it has to be, and a formula never stays one', () => {
  expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', ''])).toBe('a,"b,c","d""e","f\ng",\r\n')
  for (const start of ['=', '+', '-', '@', '\t']) expect(csvLine([`${start}1`])).toBe(`'${start}1\r\n`)
  expect(csvLine(['\r1'])).toBe(`"'\r1"\r\n`)
})

test('only whoever administers takes the log along, from the house’s own pages', async () => {
  const path = '/api/house/audit.csv'
  expect((await app.visitor().fetch(path)).status).toBe(401)
  expect((await app.as('member').fetch(path)).status).toBe(403)
  expect((await owner.bare(path, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
  expect((await owner.fetch(`${path}?from=yesterday`)).status).toBe(400)
  expect((await owner.fetch(`${path}?person=x`)).status).toBe(400)
  expect(await read({ act: 'house.acts.auditExported' })).toEqual([])
  expect((await owner.bare(path, { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200)
})

test('a long log is taken along whole, while others write in it', async () => {
  for (let count = 0; count < 1100; count += 1) {
    app.deps.db.$client
      .prepare("INSERT INTO audit (at, who, address, act) VALUES (?, 'x', '', 'house.acts.mailTested')")
      .run(app.clock.now())
  }
  const answer = await owner.fetch('/api/house/audit.json')
  const entries = (await answer.json()) as { id: number }[]
  expect(entries).toHaveLength(1100)
  expect(new Set(entries.map(({ id }) => id)).size).toBe(1100)
})
