import { expect, test } from 'vitest'
import { stepAfter, stepBack, stepsWith } from './steps.ts'

test('the couple is asked about only where its module is on', () => {
  expect(stepAfter(stepsWith(['couple']), 'modules')).toBe('couple')
  expect(stepAfter(stepsWith([]), 'modules')).toBe('mail')
})

test('a step that has left the way still leads on', () => {
  expect(stepAfter(stepsWith([]), 'couple')).toBe('mail')
  expect(stepAfter(stepsWith([]), 'done')).toBe('done')
})

test('nobody goes back behind the owner', () => {
  const steps = stepsWith(['couple'])
  expect(stepBack(steps, 'mail')).toBe('couple')
  expect(stepBack(steps, 'modules')).toBe('site')
  expect(stepBack(steps, 'site')).toBeNull()
})
