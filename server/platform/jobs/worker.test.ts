import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { defineJob } from '../../../shared/definitions.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { minutes, seconds } from '../clock.ts'
import { type JobHandler, onJob } from '../domain.ts'
import { deadLetters, insert, rearm } from './queue.ts'
import { PermanentFailure, Worker } from './worker.ts'

const greet = defineJob('house.greet', z.object({ who: z.string() }), { attempts: 3 })

let app: TestApp
let greeted: string[]
let givenUp: string[]
let failure: Error | null

beforeEach(async () => {
  app = await startApp()
  greeted = []
  givenUp = []
  failure = null
})

afterEach(() => app.stop())

const handler = onJob(
  greet,
  async (_deps, { who }) => {
    if (failure) throw failure
    greeted.push(who)
  },
  (_deps, { who }) => void givenUp.push(who),
)

const worker = () => new Worker(app.deps, new Map<string, JobHandler>([[greet.name, handler]]))
const enqueue = (who: string, key = who) => insert(app.deps.db, greet, { who }, key, app.clock.now())

test('a job runs once, however often it was enqueued under its key', async () => {
  expect(enqueue('Ada')).toBe(true)
  expect(enqueue('Ada')).toBe(false)
  await worker().settle()
  expect(enqueue('Ada')).toBe(false)
  await worker().settle()
  expect(greeted).toEqual(['Ada'])
})

test('a failed job is tried again later, and becomes a dead letter after its last try', async () => {
  failure = new Error('closed')
  enqueue('Ada')
  for (const wait of [0, seconds(5), seconds(10)]) {
    app.clock.advance(wait)
    expect(givenUp).toEqual([])
    await worker().settle()
  }
  expect(givenUp).toEqual(['Ada'])
  expect(deadLetters(app.deps.db)).toMatchObject([{ name: greet.name, attempts: 3, error: 'closed' }])
  failure = null
  app.clock.advance(minutes(60))
  await worker().settle()
  expect(greeted).toEqual([])
})

test('a failure that no retry mends is a dead letter at once', async () => {
  failure = new PermanentFailure('never')
  enqueue('Ada')
  await worker().settle()
  expect(deadLetters(app.deps.db)).toMatchObject([{ attempts: 1, error: 'never' }])
})

test('a payload that no longer fits its schema is a dead letter and stops nothing', async () => {
  enqueue('Ada')
  app.deps.db.$client.exec(`UPDATE job SET payload = '{"name":"Ada"}' WHERE name = '${greet.name}'`)
  enqueue('Grace')
  await worker().settle()
  expect(greeted).toEqual(['Grace'])
  expect(deadLetters(app.deps.db)).toHaveLength(1)
})

test('a job under lease is left to its holder until the lease ends', async () => {
  enqueue('Ada')
  const held = app.clock.now() + seconds(30)
  app.deps.db.$client.exec(`UPDATE job SET lease_owner = 'elsewhere/1', lease_until = ${held}`)
  await worker().settle()
  expect(greeted).toEqual([])
  app.clock.advance(seconds(31))
  await worker().settle()
  expect(greeted).toEqual(['Ada'])
})

/** A worker with a job that runs until the test lets it end. */
function heldWorker() {
  let letGo = () => {}
  const running: string[] = []
  const held = onJob(greet, async (_deps, { who }) => {
    running.push(who)
    await new Promise<void>((resolve) => {
      letGo = resolve
    })
  })
  return { worker: new Worker(app.deps, new Map([[greet.name, held as JobHandler]])), running, letGo: () => letGo() }
}

test('a job that runs is not begun a second time, though the machine slept through its lease', async () => {
  const { worker: busy, running, letGo } = heldWorker()
  enqueue('Ada')
  const settled = busy.settle()
  app.clock.advance(minutes(10))
  void busy.settle()
  expect(running).toEqual(['Ada'])
  letGo()
  await settled
  expect(running).toEqual(['Ada'])
})

const enqueueAgain = (who: string) => rearm(app.deps.db, greet, { who }, 'greeting', app.clock.now())

test('what is asked for again while it runs is done again when it ends, as it was asked last', async () => {
  const { worker: busy, running, letGo } = heldWorker()
  enqueue('Ada', 'greeting')
  const settled = busy.settle()
  expect(enqueueAgain('Grace')).toBe(true)
  letGo()
  await expect.poll(() => running).toEqual(['Ada', 'Grace'])
  letGo()
  await settled
  expect(running).toEqual(['Ada', 'Grace'])
})

test('what is asked for again on its last try is no dead letter, and has all its tries anew', async () => {
  const asksAgain = onJob(
    greet,
    async (_deps, { who }) => {
      if (who !== 'Ada') return void greeted.push(who)
      enqueueAgain('Grace')
      throw new PermanentFailure('never')
    },
    (_deps, { who }) => void givenUp.push(who),
  )
  enqueue('Ada', 'greeting')
  await new Worker(app.deps, new Map<string, JobHandler>([[greet.name, asksAgain]])).settle()
  expect([greeted, givenUp]).toEqual([['Grace'], []])
})

test('what is asked for again is done as it was asked last, whether it waits or is done', async () => {
  enqueue('Ada', 'greeting')
  enqueueAgain('Grace')
  await worker().settle()
  enqueueAgain('Hedy')
  await worker().settle()
  expect(greeted).toEqual(['Grace', 'Hedy'])
})

test('stop waits for the running job', async () => {
  const order: string[] = []
  const slow = onJob(greet, async () => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    order.push('done')
  })
  const busy = new Worker(app.deps, new Map<string, JobHandler>([[greet.name, slow]]))
  enqueue('Ada')
  const settled = busy.settle()
  await busy.stop()
  order.push('stopped')
  await settled
  expect(order).toEqual(['done', 'stopped'])
})

test('a job that ends its process each time is given up after its last try', async () => {
  enqueue('Ada')
  app.deps.db.$client.exec(`UPDATE job SET attempts = 3 WHERE name = '${greet.name}'`)
  await worker().settle()
  expect(greeted).toEqual([])
  expect(deadLetters(app.deps.db)).toMatchObject([{ name: greet.name }])
})
