import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailServer } from '../../../shared/mail.ts'
import { days } from '../../platform/clock.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp({ config: { baseUrl: null } })
})

afterEach(() => app.stop())

const guest = {
  username: 'grace',
  name: 'Grace Hopper',
  email: 'grace@example.org',
  password: 'quatre mots sans lien',
  timeZone: 'Europe/Paris',
  locale: 'en',
} as const

async function invite(email = 'grace@example.org') {
  const owner = app.as('owner')
  const { link, mailed } = await owner.api.couple.invitePartner.mutate({
    position: 2,
    name: 'Grace',
    email,
    locale: 'fr',
  })
  return { owner, mailed, token: link.split('#token=')[1] ?? '', link }
}

test('an invitation is mailed and shown, makes one account, and signs it in', async () => {
  app.deps.settings.set(mailServer, { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' })
  const { owner, token, link, mailed } = await invite()
  await app.settle()
  expect(mailed).toBe(true)
  expect(app.mailer.sent[0]?.recipient).toBe('grace@example.org')
  expect(app.mailer.sent[0]?.text).toContain(link)
  const [mail] = await owner.api.house.mails.query({ before: null, limit: 1 })
  expect(JSON.stringify(await owner.api.house.mail.query({ id: mail?.id ?? 0 }))).not.toContain(token)
  const browser = app.visitor()
  expect(await browser.api.accounts.invitation.mutate({ token })).toMatchObject({ name: 'Grace', siteName: 'Foyer' })
  await browser.api.accounts.acceptInvitation.mutate({ ...guest, token })
  expect((await browser.api.house.me.query()).account).toMatchObject({ username: 'grace', role: 'member' })
  const [joined] = await owner.api.house.audit.query({ before: null, limit: 1 })
  expect(joined).toMatchObject({
    act: 'accounts.acts.joined',
    who: guest.name,
    after: { username: 'grace', role: 'member' },
  })
})

test('an invitation works once', async () => {
  const { token } = await invite()
  const accept = (username: string) =>
    app.visitor().api.accounts.acceptInvitation.mutate({ ...guest, username, email: `${username}@example.org`, token })
  const outcomes = await Promise.allSettled([accept('grace'), accept('eve')])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await refusal(accept('mallory'))).toMatchObject({ status: 404, key: 'accounts.errors.invitationOver' })
})

test('the mail of an invitation that was accepted or withdrawn no longer waits', async () => {
  const { owner, token } = await invite()
  expect(await owner.api.house.mails.query({ before: null, limit: 10 })).toHaveLength(1)
  await app.visitor().api.accounts.acceptInvitation.mutate({ ...guest, token })
  expect(await owner.api.house.mails.query({ before: null, limit: 10 })).toEqual([])
})

test('an invitation ends after a week', async () => {
  const { token } = await invite('')
  app.clock.advance(days(8))
  const late = app.visitor().api.accounts.invitation.mutate({ token })
  expect(await refusal(late)).toMatchObject({ status: 404, key: 'accounts.errors.invitationOver' })
})

test('a name that is taken is said at its field, and the invitation stays open', async () => {
  const { token } = await invite()
  app.deps.db.$client.exec("UPDATE account SET username = 'grace'")
  const taken = app.visitor().api.accounts.acceptInvitation.mutate({ ...guest, token })
  expect(await refusal(taken)).toMatchObject({ status: 409, issues: [{ path: ['username'] }] })
  await app.visitor().api.accounts.acceptInvitation.mutate({ ...guest, username: 'hopper', token })
})
