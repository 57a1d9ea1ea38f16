import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Config } from '../../config.ts'
import { createOwner } from '../../domains/accounts/accounts.ts'
import type { Browser } from '../../testing/browser.ts'
import { ada } from '../../testing/people.ts'
import { restClient } from '../../testing/rest.ts'
import { openSocket } from '../../testing/socket.ts'
import { startApp } from '../../testing/start-app.ts'

/** An administrative act over HTTP; the audit log keeps from where. */
async function byCall(browser: Browser, headers: Record<string, string>): Promise<void> {
  const body = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', ...headers } }
  expect((await browser.fetch('/trpc/house.sendWaitingMails', body)).status).toBe(200)
}

async function bySocket(browser: Browser, headers: Record<string, string>): Promise<void> {
  const socket = await openSocket(browser, headers)
  const answer: unknown = await socket.emitWithAck('trpc', { path: 'house.sendWaitingMails', type: 'mutation' })
  expect(answer).not.toHaveProperty('error')
  socket.disconnect()
}

/** What each way into the house takes for the address of a client that sends `x-forwarded-for`. */
async function addressesSeen(trustProxy: Config['trustProxy'], forwarded: string): Promise<string[]> {
  const app = await startApp({ config: { trustProxy } })
  onTestFinished(() => app.stop())
  await createOwner(app.deps, ada, (id) => id)
  const headers = { 'x-forwarded-for': forwarded }
  const browser = app.visitor()
  await browser.api.accounts.signIn.mutate({ login: 'ada', password: ada.password, remember: false })
  await byCall(browser, headers)
  await bySocket(browser, headers)
  const json = { username: 'ada', password: ada.password }
  await restClient(app.url).call('POST', '/api/auth/login', { json, headers })
  const sessions = await browser.api.accounts.sessions.query()
  const acts = await browser.api.house.audit.query({ before: null, limit: 2 })
  return [...acts, ...sessions.filter(({ kind }) => kind === 'bearer')].map(({ address }) => address)
}

const everyWay = (address: string) => [address, address, address]

test.each([
  ['no proxy', false, '127.0.0.1'],
  ['one proxy', 1, '198.51.100.2'],
  ['two proxies', 2, '203.0.113.9'],
  ['proxies by their addresses', '127.0.0.1, 198.51.100.0/24', '203.0.113.9'],
  ['a proxy at another address', '192.0.2.1', '127.0.0.1'],
] as const)('behind %s every way into the house sees the same client', async (_name, trustProxy, seen) => {
  expect(await addressesSeen(trustProxy, '6.6.6.6, 203.0.113.9, 198.51.100.2')).toEqual(everyWay(seen))
})

test('proxies whose addresses are none are refused at the start', async () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-address-'))
  onTestFinished(() => fs.rmSync(root, { recursive: true }))
  await expect(startApp({ root, config: { trustProxy: 'loopback, nginx' } })).rejects.toThrow('TRUST_PROXY')
})
