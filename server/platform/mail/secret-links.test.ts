import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailServer, secretLinkPlace } from '../../../shared/mail.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { minutes } from '../clock.ts'
import { createLogger } from '../log.ts'
import { layOut } from './layout.ts'
import { type Mailer, MailRefused } from './mailer.ts'
import { mailById, post, sendUnsent } from './outbox.ts'

let app: TestApp
const log: string[] = []

const start = (mailer?: Mailer) =>
  startApp({
    overrides: {
      log: createLogger({ logLevel: 'info' }, { write: (line) => void log.push(line) }),
      ...(mailer ? { mailer } : {}),
    },
  })

beforeEach(async () => {
  log.length = 0
  app = await start()
})

afterEach(() => app.stop())

const token = 'W4-secret_of-the-link'
const link = `https://foyer.example/reset?for=ada&again#token=${token}`
const letter = layOut({
  subject: 'Bonjour',
  paragraphs: ['Voici votre lien.'],
  button: { label: 'Ouvrir', link, secret: true },
  footer: 'Foyer',
})

const write = (recipient = 'ada@example.org') => post(app.deps, recipient, letter)

const setServer = () =>
  app.deps.settings.set(mailServer, { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' })

/** All bytes of the database as they lie on the disk. */
const onDisk = (): string =>
  ['foyer.db', 'foyer.db-wal']
    .map((name) => path.join(app.root, 'data', name))
    .filter((file) => fs.existsSync(file))
    .map((file) => fs.readFileSync(file, 'latin1'))
    .join('')

test('a secret link waits unreadable for whoever holds the database or reads the mail', async () => {
  const id = write()
  expect(onDisk()).toContain('Voici votre lien.')
  expect(onDisk()).not.toContain(token)
  const read = await app.as('owner').api.house.mail.query({ id })
  expect(read.text).toContain(secretLinkPlace)
  expect(read.html).toContain(secretLinkPlace)
  expect(JSON.stringify(read)).not.toContain(token)
})

test('it reaches its reader whole, and the house forgets it then', async () => {
  setServer()
  const id = write()
  await app.settle()
  const [sent] = app.mailer.sent
  expect(sent?.text).toContain(`Ouvrir\n${link}`)
  expect(sent?.html).toContain(`href="${link.replace('&', '&amp;')}"`)
  expect(JSON.stringify(sent)).not.toContain(secretLinkPlace)
  expect(mailById(app.deps, id)).toMatchObject({ secretLink: null, sentAt: app.clock.now() })
  expect(mailById(app.deps, id)?.text).toContain(secretLinkPlace)
})

test('a mail that waited, was refused or found no server still brings it at the next try', async () => {
  const id = write()
  await app.settle()
  for (const state of ['down', 'refusing'] as const) {
    app.mailer.state = state
    setServer()
    sendUnsent(app.deps)
    await app.settle()
    expect(mailById(app.deps, id)).toMatchObject({ sentAt: null })
  }
  app.mailer.state = 'working'
  sendUnsent(app.deps)
  await app.settle()
  expect(app.mailer.sent.map(({ text }) => text.includes(link))).toEqual([true])
})

test('it goes to nobody else: moved to another mail, or its mail turned to another reader, it does not open', async () => {
  setServer()
  const [ada, eve] = [write(), write('eve@example.org')]
  const secret = mailById(app.deps, ada)?.secretLink
  app.deps.db.$client.prepare('UPDATE mail SET secret_link = ? WHERE id = ?').run(secret, eve)
  app.deps.db.$client.prepare("UPDATE mail SET recipient = 'mallory@example.org' WHERE id = ?").run(ada)
  await app.settle()
  expect(app.mailer.sent).toEqual([])
  for (const id of [ada, eve]) {
    expect(mailById(app.deps, id)).toMatchObject({ error: 'house.mail.errors.linkLost', failedAt: app.clock.now() })
  }
})

test('a server that quotes the mail in its answer brings the link into neither log nor Courrier', async () => {
  await app.stop()
  let answer: (text: string) => Error = (text) => new Error(text)
  app = await start({
    send: async (_server, mail) => {
      throw answer(`554 rejected: ${mail.text}, ${mail.html}, ${token.toLowerCase()} and ${token}`)
    },
    verify: async () => undefined,
  })
  setServer()
  const id = write()
  await app.settle()
  answer = (text) => new MailRefused(text)
  app.clock.advance(minutes(1))
  await app.settle()
  const quoted = [mailById(app.deps, id)?.error, ...log, onDisk()]
  expect(log.length).toBeGreaterThan(1)
  for (const text of quoted) {
    expect(text).toContain('554 rejected')
    expect(text).not.toContain(token)
  }
})
