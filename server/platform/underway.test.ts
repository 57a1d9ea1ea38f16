import { expect, it } from 'vitest'
import { Underway } from './underway.ts'

it('the end waits for what is under way, what began meanwhile included, whatever becomes of it', async () => {
  const underway = new Underway()
  const ended: string[] = []
  const { promise: never, reject } = Promise.withResolvers<void>()
  const first = underway.run(async () => {
    await new Promise((resolve) => underway.ending.addEventListener('abort', resolve))
    void underway.run(async () => {
      await new Promise(setImmediate)
      ended.push('what began meanwhile')
    })
    ended.push('what was asked to end')
    return 'an answer'
  })
  const second = expect(underway.run(() => never)).rejects.toThrow('a failure')
  const end = underway.end().then(() => ended.push('the house'))
  expect(await first).toBe('an answer')
  ended.push('a failure')
  reject(new Error('a failure'))
  await second
  await end
  expect(ended).toEqual(['what was asked to end', 'a failure', 'what began meanwhile', 'the house'])
})

it('nothing under way is no reason to wait', async () => {
  const underway = new Underway()
  expect(await underway.run(async () => 1)).toBe(1)
  await underway.end()
  expect(underway.ending.aborted).toBe(true)
})
