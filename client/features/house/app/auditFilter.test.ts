import { expect, test } from 'vitest'
import { filterOf, searchOf } from './auditFilter.ts'

const choices = {
  people: [
    { id: 0, name: '' },
    { id: 7, name: 'Camille' },
  ],
  acts: ['groups.acts.created'],
}

const read = (search: string) => filterOf(new URLSearchParams(search), choices)

test('an address keeps a filter whole', () => {
  const filter = { person: 7, act: 'groups.acts.created', from: '2026-01-31', to: '2026-02-01', text: 'é & 100 %' }
  expect(read(searchOf(filter))).toEqual(filter)
  expect(read(searchOf({ person: 0 }))).toEqual({ person: 0 })
  expect(searchOf({})).toBe('')
})

test('what no field could show narrows nothing, and leaves the rest standing', () => {
  expect(read('person=x&act=groups.acts.created')).toEqual({ act: 'groups.acts.created' })
  expect(read('person=8&act=nothing&from=2026-02-30&to=tomorrow&text=%20&other=1')).toEqual({})
  expect(read(`text=${'x'.repeat(201)}&from=2026-02-28`)).toEqual({ from: '2026-02-28' })
  expect(read('person=&act=&from=&to=&text=')).toEqual({})
})
