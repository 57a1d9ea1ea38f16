import type { SMTPServerOptions } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { startSmtpServer } from '../../testing/smtp-server.ts'
import { MailRefused } from './mailer.ts'
import { smtpMailer } from './smtp.ts'

async function listen(options: SMTPServerOptions = {}) {
  const { server, received, stop } = await startSmtpServer(options)
  onTestFinished(stop)
  return { server, received }
}

const mail = {
  recipient: 'ada@example.org',
  subject: 'Été à la mer',
  html: '<p>Été</p>',
  text: 'Été',
  messageId: '<mail-1@example.org>',
}

test('a mail arrives as it was written', async () => {
  const { server, received } = await listen()
  await smtpMailer.send(server, mail)
  expect(received[0]).toMatchObject({ subject: 'Été à la mer', html: '<p>Été</p>', messageId: '<mail-1@example.org>' })
  expect(received[0]?.text?.trim()).toBe('Été')
  expect(received[0]?.from?.value).toEqual([{ address: 'us@example.org', name: 'Chez nous' }])
})

test('a recipient refused for good is told apart from a server that is busy', async () => {
  const answer = (code: number): SMTPServerOptions => ({
    onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode: code })),
  })
  const [refusing, busy] = [await listen(answer(550)), await listen(answer(450))]
  await expect(smtpMailer.send(refusing.server, mail)).rejects.toBeInstanceOf(MailRefused)
  await expect(smtpMailer.send(busy.server, mail)).rejects.not.toBeInstanceOf(MailRefused)
})

test('a wrong password is refused by name', async () => {
  const { server } = await listen({ onAuth: (_auth, _session, done) => done(new Error('Invalid login')) })
  const wrong = smtpMailer.send({ ...server, username: 'us', password: 'wrong' }, mail)
  await expect(wrong).rejects.toMatchObject({ code: 'EAUTH' })
})

test('where STARTTLS is demanded, a server without it gets no mail', async () => {
  const { server, received } = await listen({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] })
  await expect(smtpMailer.send({ ...server, security: 'starttls' }, mail)).rejects.toMatchObject({ code: 'ETLS' })
  expect(received).toEqual([])
})
