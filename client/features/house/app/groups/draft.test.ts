import { expect, test } from 'vitest'
import { contentOf, draftOf, isAmount, limitsOf, mergeGroups } from './draft.ts'

const person = (id: number) => ({ id, name: `P${id}`, username: `p${id}`, role: 'member' as const })
const base = {
  name: 'Amis',
  abilities: ['a', 'b'],
  limits: [{ name: 'media.x', value: 10 }],
  members: [person(1), person(2)],
}

test('two changes of different things are both kept', () => {
  const mine = { ...base, abilities: ['a', 'b', 'c'], members: [person(2)] }
  const stored = { ...base, name: 'Proches', abilities: ['a'], members: [person(1), person(2), person(3)] }
  expect(mergeGroups(base, mine, stored)).toEqual({
    name: 'Proches',
    abilities: ['a', 'c'],
    limits: base.limits,
    members: [person(2), person(3)],
  })
})

test('where both changed the same thing, mine stays, an emptied limit too', () => {
  const mine = { ...base, name: 'Mien', limits: [] }
  const stored = { ...base, name: 'Leur', limits: [{ name: 'media.x', value: 99 }] }
  expect(mergeGroups(base, mine, stored)).toMatchObject({ name: 'Mien', limits: [] })
})

test('an amount that was typed stands as it was typed', () => {
  const choice = { name: 'media.x', unit: 'bytes', standard: 1e6, label: 'x', text: 'x' } as const
  const typed = (value: number) => draftOf({ ...base, limits: [{ name: 'media.x', value }] }, [choice])
  expect(typed(Math.round(0.01 * 1e6)).limits).toMatchObject([{ amount: '0.01', unit: 'megabyte' }])
  const odd = 5 * 1e9 + 1
  expect(limitsOf(typed(odd))).toEqual([{ name: 'media.x', value: odd }])
})

test('a value is typed in the largest unit that holds it whole and saved as it was', () => {
  const choice = { name: 'media.x', unit: 'bytes', standard: 1e6, label: 'x', text: 'x' } as const
  const stored = { ...base, limits: [{ name: 'media.x', value: 3 * 1e9 }] }
  const draft = draftOf(stored, [choice])
  expect(draft.limits).toEqual([{ name: 'media.x', amount: '3', unit: 'gigabyte' }])
  expect(contentOf(draft)).toEqual(stored)
  expect(draftOf({ ...base, limits: [] }, [choice]).limits[0]?.amount).toBe('')
})

test('an amount is typed with a comma or a point, and what is none is told', () => {
  const typed = (amount: string) => ({ name: 'media.x', amount, unit: 'megabyte' as const })
  expect(['1,5', '1.5', '', '0'].map(typed).map(isAmount)).toEqual([true, true, true, true])
  expect(['-1', 'beaucoup', '1e999'].map(typed).map(isAmount)).toEqual([false, false, false])
  expect(limitsOf({ limits: [typed('1,5')] })).toEqual([{ name: 'media.x', value: 1.5 * 1e6 }])
})
