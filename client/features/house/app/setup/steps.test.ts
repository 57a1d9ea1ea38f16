import { expect, test } from 'vitest'
import { isBefore, stepAfter, stepBack, wholeWay } from './steps.ts'

const way = wholeWay({
  steps: ['owner', 'site', 'modules', 'couple', 'mail', 'done'].map((name) => ({ name, label: name })),
})

test('each step leads to the next, and the last one stays', () => {
  expect(stepAfter(way, 'language')).toBe('token')
  expect(stepAfter(way, 'token')).toBe('owner')
  expect(stepAfter(way, 'modules')).toBe('couple')
  expect(stepAfter(way, 'done')).toBe('done')
})

test('what lies behind is told from what is to come', () => {
  expect(isBefore(way, 'token', 'owner')).toBe(true)
  expect(isBefore(way, 'mail', 'couple')).toBe(false)
  expect(isBefore(way, 'mail', 'mail')).toBe(false)
})

test('nobody goes back behind the owner', () => {
  expect(stepBack(way, 'mail')).toBe('couple')
  expect(stepBack(way, 'modules')).toBe('site')
  expect(stepBack(way, 'site')).toBeNull()
})
