import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { Turns } from './turns.ts'

it('as many go on at once as the line allows, in the order in which they came', async () => {
  const turns = new Turns()
  const began: number[] = []
  let running = 0
  let most = 0
  const work = (index: number) =>
    turns.run('a', { atOnce: 2 }, async () => {
      began.push(index)
      running += 1
      most = Math.max(most, running)
      await nextTurn()
      running -= 1
      if (index === 3) throw new Error('three')
    })
  const ends = await Promise.allSettled([0, 1, 2, 3, 4, 5, 6].map(work))
  expect(began).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(most).toBe(2)
  expect(ends.map(({ status }) => status === 'rejected')).toEqual([0, 1, 2, 3, 4, 5, 6].map((index) => index === 3))
  expect(await turns.run('a', {}, async () => 'free')).toBe('free')
})

it('a wait that is too long or is ended is refused, and the turn does not stay taken', async () => {
  const turns = new Turns()
  const end = await turns.take('a')
  const busy = { code: 'UNAVAILABLE' }
  vi.useFakeTimers()
  const impatient = expect(turns.take('a', { patience: 20 })).rejects.toMatchObject(busy)
  await vi.advanceTimersByTimeAsync(20)
  await impatient
  vi.useRealTimers()
  await expect(turns.take('a', { signal: AbortSignal.abort() })).rejects.toMatchObject(busy)
  const leaving = new AbortController()
  const waiting = turns.take('a', { signal: leaving.signal })
  leaving.abort()
  await expect(waiting).rejects.toMatchObject(busy)
  end()
  end()
  expect(await turns.run('a', { patience: 20 }, async () => 1)).toBe(1)
})
