import { expect, test } from 'vitest'
import { differences, subjectOf } from './difference.ts'

test('only what changed is told, with the way to it', () => {
  const before = { 'house.site': { name: 'Foyer', language: 'fr' } }
  const after = { 'house.site': { name: 'Chez nous', language: 'fr' } }
  expect(differences(before, after)).toEqual([{ path: ['house.site', 'name'], before: 'Foyer', after: 'Chez nous' }])
})

test('what came new and what went is told with the other side absent', () => {
  expect(differences(null, { email: 'a@b.test' })).toEqual([{ path: ['email'], before: undefined, after: 'a@b.test' }])
  expect(differences({ on: ['couple'] }, { on: [] })).toEqual([{ path: ['on'], before: ['couple'], after: [] }])
})

test('an act without values changed nothing that could be told', () => {
  expect(differences(null, null)).toEqual([])
})

test('what an act was about is told even though its name stayed', () => {
  const member = { name: 'Sacha', role: 'member' }
  expect(subjectOf(member, { ...member, role: 'admin' })).toBe('Sacha')
  expect(subjectOf(member, { ...member, name: 'Alex' })).toBeNull()
  expect(subjectOf(null, member)).toBe('Sacha')
  expect(subjectOf(member, { memories: 'Ada' })).toBe('Sacha')
  expect(subjectOf({ name: '' }, member)).toBeNull()
})
