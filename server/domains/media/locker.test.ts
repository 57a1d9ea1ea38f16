import { describe, expect, it } from 'vitest'
import { Turns } from '../../platform/turns.ts'
import { holdUpload, uploadLocker } from './locker.ts'

describe('the lock of an upload', () => {
  it('is handed on in order, and a waiter that gives up frees its place', async () => {
    const turns = new Turns()
    const locker = uploadLocker({ turns })
    const order: string[] = []
    const asked: string[] = []
    const never = new AbortController().signal
    const [first, second, third] = [locker.newLock('a'), locker.newLock('a'), locker.newLock('a')]
    await first.lock(never, () => void asked.push('first'))
    const leaving = new AbortController()
    const gaveUp = second.lock(leaving.signal, () => {}).catch(() => order.push('gave up'))
    const last = third.lock(never, () => {}).then(() => order.push('third'))
    await locker.newLock('b').lock(never, () => {})
    leaving.abort()
    await gaveUp
    await first.unlock()
    await last
    expect(order).toEqual(['gave up', 'third'])
    expect(asked).toEqual(['first', 'first'])
    await third.unlock()
    expect(await holdUpload({ turns }, 'a', async () => 'free')).toBe('free')
  })
})
