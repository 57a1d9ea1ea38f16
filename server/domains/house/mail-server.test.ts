import dns from 'node:dns/promises'
import net, { type AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { mailServer } from '../../../shared/mail.ts'
import { minutes } from '../../platform/clock.ts'
import { farOff } from '../../platform/jobs/queue.ts'
import { mailPage, post, sendMail } from '../../platform/mail/outbox.ts'
import { smtpMailer } from '../../platform/mail/smtp.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp({ overrides: { mailer: smtpMailer } })
})

afterEach(() => app.stop())

async function listen(options: SMTPServerOptions = {}): Promise<number> {
  const smtp = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onData: (stream, _session, done) => stream.resume().once('end', done),
    ...options,
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => smtp.close(resolve)))
  return (smtp.server.address() as AddressInfo).port
}

const server = (port: number, more: object = {}) => ({
  ...mailServer.defaults,
  host: '127.0.0.1',
  port,
  security: 'none' as const,
  fromAddress: 'us@example.org',
  ...more,
})

const probe = (given: ReturnType<typeof server>) =>
  app.as('owner').api.house.testMailServer.mutate({ server: given, recipient: 'ada@example.org' })

test('a server that works says so', async () => {
  await expect(probe(server(await listen()))).resolves.toBeUndefined()
})

test('each thing that can be wrong is told apart', async () => {
  const closed = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => closed.once('listening', resolve))
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))
  const wrongPassword = await listen({ onAuth: (_auth, _session, done) => done(new Error('Invalid login')) })
  const refusing = await listen({
    onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode: 550 })),
  })
  const plain = await listen({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] })
  const cases = [
    [server(port), 'house.mail.errors.unreachable'],
    [server(wrongPassword, { username: 'us', password: 'wrong' }), 'house.mail.errors.signIn'],
    [server(refusing), 'house.mail.errors.refused'],
    [server(plain, { security: 'tls' }), 'house.mail.errors.tls'],
    [server(plain, { security: 'starttls' }), 'house.mail.errors.tls'],
    [server(25, { host: 'nobody.invalid' }), 'house.mail.errors.unknownHost'],
  ] as const
  for (const [given, key] of cases) {
    expect(await refusal(probe(given as ReturnType<typeof server>))).toMatchObject({ code: 'UNAVAILABLE', key })
  }
})

test('the stored password is used for the same server only', async () => {
  const seen: string[] = []
  const port = await listen({
    onAuth: (auth, _session, done) => {
      seen.push(auth.password ?? '')
      done(null, { user: 'us' })
    },
  })
  app.deps.settings.set(mailServer, server(port, { username: 'us', password: 'kept' }))
  await probe(server(port, { username: 'us' }))
  expect(seen).toEqual(['kept'])
  await refusal(probe(server(port, { host: 'localhost', username: 'us' })))
  expect(seen).not.toContain('kept kept')
  expect(seen.filter((password) => password === 'kept')).toHaveLength(1)
})

const acts = async () =>
  (await app.as('owner').api.house.audit.query({ before: null, limit: 10 })).map(({ act }) => act)

test('a test that fails stands in the log: the server has seen name and password', async () => {
  const port = await listen({ onAuth: (_auth, _session, done) => done(new Error('Invalid login')) })
  await refusal(probe(server(port, { username: 'us', password: 'wrong' })))
  expect(await acts()).toEqual(['house.acts.mailTested'])
})

const save = async (given: object) => {
  const owner = app.as('owner')
  const { revision } = await owner.api.house.settings.query({ name: mailServer.name })
  return owner.api.house.changeSettings.mutate({ name: mailServer.name, value: given, revision })
}

const forbidden = [
  '169.254.169.254',
  '169.254.0.1',
  '2852039166',
  '0xa9fea9fe',
  '::ffff:169.254.169.254',
  'fe80::1',
  'fe80::1%eth0',
  'fd00:ec2::254',
  '100.100.100.200',
  'Metadata.Google.Internal.',
]

test.each(forbidden)('attack 70: %s is no mail server, neither to try nor to keep', async (host) => {
  const refused = { status: 400, key: 'house.mail.errors.forbiddenHost' }
  expect(await refusal(probe(server(25, { host })))).toMatchObject(refused)
  expect(await refusal(save(server(25, { host })))).toMatchObject(refused)
  app.deps.settings.set(mailServer, server(25, { host }))
  post(app.deps, 'ada@example.org', { subject: 'Bonjour', html: '', text: '' })
  await app.settle()
  expect(mailPage(app.deps, null, 1)).toMatchObject([{ error: refused.key, sentAt: null }])
  expect(await acts()).toEqual([])
})

test('attack 70: nothing is sent where the name of a server leads to such an address', async () => {
  vi.spyOn(dns, 'lookup').mockResolvedValue([{ address: '169.254.169.254', family: 4 }] as never)
  const host = 'smtp.example.org'
  expect(await refusal(probe(server(25, { host })))).toMatchObject({ key: 'house.mail.errors.forbiddenHost' })
  app.deps.settings.set(mailServer, server(25, { host }))
  post(app.deps, 'ada@example.org', { subject: 'Bonjour', html: '', text: '' })
  await app.settle()
  expect(mailPage(app.deps, null, 1)).toMatchObject([{ error: 'house.mail.errors.forbiddenHost', sentAt: null }])
})

test.each(['127.0.0.1', '::1', 'localhost', '192.168.1.20', '10.0.0.5', 'fd12:3456::5', 'smtp.example.org'])(
  'a server at home or elsewhere is kept (%s)',
  async (host) => {
    await expect(save(server(25, { host }))).resolves.toMatchObject({ value: { host } })
  },
)

test('a server without a sender is refused at the sender', async () => {
  const refused = { status: 400, key: 'house.mail.errors.fromMissing' }
  expect(await refusal(save(server(25, { fromAddress: '' })))).toMatchObject(refused)
  expect(await refusal(probe(server(25, { fromAddress: '' })))).toMatchObject(refused)
})

test('a change of the way out tries what waits, not what was refused; a change of the name alone tries nothing', async () => {
  const port = await listen({
    onMailFrom: (_address, session, done) =>
      done(session.user === 'us' ? null : Object.assign(new Error('busy'), { responseCode: 451 })),
    onAuth: (_auth, _session, done) => done(null, { user: 'us' }),
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('nobody') ? Object.assign(new Error('no'), { responseCode: 550 }) : null),
  })
  app.deps.settings.set(mailServer, server(port, { username: 'us', password: 'kept' }))
  post(app.deps, 'nobody@example.org', { subject: 'Bonjour', html: '', text: '' })
  await app.settle()
  await save(server(port))
  post(app.deps, 'ada@example.org', { subject: 'Bonjour', html: '', text: '' })
  await app.settle()
  const states = () => mailPage(app.deps, null, 2).map(({ sentAt, failedAt }) => [sentAt !== null, failedAt !== null])
  const waitingAndRefused = [
    [false, false],
    [false, true],
  ]
  expect(states()).toEqual(waitingAndRefused)
  await save(server(port, { fromName: 'Chez nous' }))
  expect(farOff(app.deps.db, sendMail, app.clock.now()).size).toBe(1)
  await save(server(port, { username: 'us', password: 'right' }))
  await app.settle()
  expect(states()).toEqual([
    [true, false],
    [false, true],
  ])
})

test('a test that succeeds sends what waited for a later try', async () => {
  let busy = true
  const port = await listen({
    onMailFrom: (_address, _session, done) =>
      done(busy ? Object.assign(new Error('busy'), { responseCode: 451 }) : null),
  })
  app.deps.settings.set(mailServer, server(port))
  post(app.deps, 'ada@example.org', { subject: 'Bonjour', html: '', text: '' })
  for (let n = 0; n < 12; n += 1) {
    await app.settle()
    app.clock.advance(minutes(30))
  }
  await app.settle()
  app.clock.advance(minutes(1))
  busy = false
  await probe(server(port))
  await app.settle()
  expect(mailPage(app.deps, null, 1)).toMatchObject([{ sentAt: app.clock.now() }])
})

test('a mail server that is taken out leaves no password behind', async () => {
  const owner = app.as('owner')
  app.deps.settings.set(mailServer, server(25, { username: 'us', password: 'kept' }))
  const { revision } = await owner.api.house.settings.query({ name: mailServer.name })
  await owner.api.house.changeSettings.mutate({ name: mailServer.name, value: mailServer.defaults, revision })
  expect(app.deps.settings.get(mailServer)).toEqual(mailServer.defaults)
  expect(app.deps.settings.secretsSet(mailServer)).toEqual([])
})
