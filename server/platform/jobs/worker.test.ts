import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { defineJob } from '../../../shared/definitions.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { minutes, seconds } from '../clock.ts'
import { type JobHandler, onJob } from '../domain.ts'
import { deadLetters, insert } from './queue.ts'
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
