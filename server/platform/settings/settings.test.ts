import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { setupToken, siteSettings } from '../../../shared/house.ts'
import { mailServer } from '../../../shared/mail.ts'
import { startApp } from '../../testing/start-app.ts'
import { Transactions } from '../db/transactions.ts'
import { Settings } from './settings.ts'

async function start() {
  const app = await startApp()
  onTestFinished(() => app.stop())
  return app
}

const server = { ...mailServer.defaults, host: 'smtp.example.org', username: 'us', password: 'tooth and nail' }

test('attack 73: secrets are ciphertext in the database, and ciphertext moved to another row opens nothing', async () => {
  const { deps } = await start()
  deps.settings.set(mailServer, server)
  const stored = deps.db.$client.prepare('SELECT value FROM setting WHERE name = ?').pluck().get(mailServer.name)
  expect(stored).not.toContain('tooth')
  expect(deps.settings.get(mailServer).password).toBe('tooth and nail')
  const sealed = JSON.parse(String(stored)).password
  const swapped = JSON.stringify({ token: sealed })
  deps.db.$client.prepare("INSERT OR REPLACE INTO setting VALUES ('house.setup-token', ?, 1, 0)").run(swapped)
  expect(deps.settings.get(setupToken).token).toBe('')
})

test('an empty secret keeps the stored one, and a browser is never shown it', async () => {
  const { deps } = await start()
  deps.settings.set(mailServer, server)
  deps.settings.set(mailServer, { ...server, fromName: 'Chez nous', password: '' })
  expect(deps.settings.get(mailServer)).toMatchObject({ fromName: 'Chez nous', password: 'tooth and nail' })
  expect(deps.settings.shown(mailServer).password).toBe('')
  expect(deps.settings.secretsSet(mailServer)).toEqual(['password'])
})

test.each([{ host: 'smtp.evil.example' }, { port: 2525 }, { security: 'none' as const }, { username: 'eve' }])(
  'a stored secret never goes to another server (%j)',
  async (change) => {
    const { deps } = await start()
    deps.settings.set(mailServer, server)
    deps.settings.set(mailServer, { ...server, ...change, password: '' })
    expect(deps.settings.get(mailServer)).toMatchObject({ ...change, password: '' })
  },
)

test('without the key of the house settings are read and set anew', async () => {
  const { deps } = await start()
  deps.settings.set(mailServer, server)
  const transactions = new Transactions(deps.db, deps.log)
  const stranger = new Settings(deps.db, transactions, deps.clock, randomBytes(32), deps.log)
  expect(stranger.get(mailServer)).toMatchObject({ host: 'smtp.example.org', password: '' })
  stranger.set(mailServer, { ...server, password: 'new' })
  expect(stranger.get(mailServer).password).toBe('new')
})

test('of two people who change the same settings the second is told', async () => {
  const { deps } = await start()
  deps.settings.set(siteSettings, { ...siteSettings.defaults, name: 'One' }, 0)
  const late = () => deps.settings.set(siteSettings, { ...siteSettings.defaults, name: 'Two' }, 0)
  expect(late).toThrow('common.errors.changedMeanwhile')
  expect(deps.settings.get(siteSettings).name).toBe('One')
})
