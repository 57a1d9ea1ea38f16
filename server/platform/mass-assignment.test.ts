import { afterEach, beforeEach, expect, test } from 'vitest'
import { account } from '../domains/accounts/tables.ts'
import { type Couple, memoryOf, twoPartners } from '../testing/couple.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

let app: TestApp
let couple: Couple

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
})

afterEach(() => app.stop())

/** What a form never holds: columns of tables, and whose a thing is. */
const smuggled = {
  ...{ id: 999, accountId: 1, contactId: 1, author: 1, authorId: 1, position: 1, revision: 99 },
  ...{ role: 'owner', disabledAt: null, passwordHash: 'x', invitedBy: 1, purpose: 'x', createdAt: 0, deletedAt: 1 },
  ...{ abilities: ['house.administer'], members: [2], subjectId: 1, sealed: false },
}

/** An input with all that in it, as a forged request sends it. */
const forged = <T extends object>(input: T): T => ({ ...smuggled, ...input })

const accounts = () => app.deps.db.select().from(account).all()

test('attack 44: who joins gets the role of the invitation, whatever else they send', async () => {
  const guest = { name: 'Eve', email: '', role: 'client', locale: 'fr' } as const
  const { link } = await couple.camille.api.accounts.invitePerson.mutate(forged(guest))
  const person = { username: 'eve', name: 'Eve', email: 'eve@example.org', password: 'quatre mots sans lien' }
  const place = { locale: 'fr', timeZone: 'Europe/Paris', token: link.split('#token=')[1] ?? '' } as const
  await app.visitor().api.accounts.acceptInvitation.mutate(forged({ ...person, ...place }))
  const eve = accounts().find(({ username }) => username === 'eve')
  expect(eve).toMatchObject({ role: 'client', disabledAt: null })
  expect(eve?.id).not.toBe(smuggled.id)
  expect(eve?.passwordHash).toMatch(/^\$argon2/)
})

test('attack 44: a profile changes what a profile holds, and nothing else of the account', async () => {
  const before = accounts().find(({ id }) => id === couple.people.sacha.id)
  await couple.sacha.api.accounts.changeProfile.mutate(forged({ name: 'Sacha D.', locale: 'en', timeZone: 'UTC' }))
  const after = accounts().find(({ id }) => id === couple.people.sacha.id)
  expect(after).toEqual({ ...before, name: 'Sacha D.', locale: 'en', timeZone: 'UTC' })
})

test('attack 44: a group begins with nothing but its name', async () => {
  const { id } = await couple.camille.api.house.createGroup.mutate(forged({ name: 'Amis' }))
  expect(await couple.camille.api.house.group.query({ id })).toMatchObject({ abilities: [], limits: [], members: [] })
})

test('attack 44: what a partner writes is theirs and new, whatever else they send', async () => {
  const { api } = couple.sacha
  const { id } = await api.couple.createMemory.mutate(forged(memoryOf()))
  expect(id).not.toBe(smuggled.id)
  expect(await api.couple.memory.query({ id })).toMatchObject({ author: 'Sacha', revision: 1 })
  const key = await api.accounts.createApiKey.mutate(forged({ name: 'x', scopes: ['couple.read'], expiresInDays: 1 }))
  expect((await api.accounts.apiKeys.query()).keys.map((one) => one.id)).toEqual([key.id])
  expect((await couple.camille.api.accounts.apiKeys.query()).keys).toEqual([])
})
