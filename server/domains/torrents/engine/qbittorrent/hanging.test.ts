import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { TestClock } from '../../../../testing/clock.ts'
import { QBittorrent } from './qbittorrent.ts'

async function engineBefore(answer: http.RequestListener): Promise<QBittorrent> {
  const server = http.createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return new QBittorrent(() => ({ url, username: '', password: '' }), new TestClock())
}

const answers: Readonly<Record<string, string>> = {
  '/api/v2/auth/login': 'Ok.',
  '/api/v2/app/version': 'v5.1.0',
  '/api/v2/app/webapiVersion': '2.11.4',
}

test('a sign-in that is never answered does not hold up whoever leaves', { timeout: 8000 }, async () => {
  const engine = await engineBefore(() => {})
  const failure = engine.version().catch((error: unknown) => error)
  await engine.close()
  expect(await failure).toMatchObject({ failure: 'unreachable' })
})

test('a sign-out that is never answered is waited for a second at most', { timeout: 8000 }, async () => {
  const engine = await engineBefore(({ url = '' }, response) => {
    if (answers[url]) response.end(answers[url])
  })
  await engine.version()
  await engine.close()
  await expect(engine.look()).rejects.toMatchObject({ failure: 'off' })
})

test('an answer to an addition that is cut off is a failure of the engine', async () => {
  const engine = await engineBefore(({ url = '' }, response) => void response.end(answers[url] ?? '{"failure_count":'))
  const magnet = `magnet:?xt=urn:btih:${'a'.repeat(40)}`
  await expect(engine.add({ magnet }, 'foyer:1')).rejects.toMatchObject({ failure: 'failed' })
})
