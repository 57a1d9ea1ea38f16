import net, { type AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { mailServer } from '../../../shared/mail.ts'
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

test('a mail server that is taken out leaves no password behind', async () => {
  const owner = app.as('owner')
  app.deps.settings.set(mailServer, server(25, { username: 'us', password: 'kept' }))
  const { revision } = await owner.api.house.settings.query({ name: mailServer.name })
  await owner.api.house.changeSettings.mutate({ name: mailServer.name, value: mailServer.defaults, revision })
  expect(app.deps.settings.get(mailServer)).toEqual(mailServer.defaults)
  expect(app.deps.settings.secretsSet(mailServer)).toEqual([])
})
