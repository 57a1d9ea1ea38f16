import dns from 'node:dns/promises'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { type DownloadChoice, downloadSettings } from '../../../../shared/torrent-downloads.ts'
import { seconds } from '../../../platform/clock.ts'
import { refusal } from '../../../testing/refusal.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { furnishDownloads } from '../../../testing/torrent-downloads.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
})

afterEach(() => app.stop())

const choice = (more: Partial<DownloadChoice> = {}): DownloadChoice => ({
  ...{ way: 'nginx', enginePath: '/downloads', localPath: '', nginxPath: '', hours: 6 },
  ...{ nginxAddress: 'https://files.example/dl/' },
  ...more,
})

const change = (more: Partial<DownloadChoice>, newSecret = false, revision = 0) =>
  app.as('owner').api.torrents.changeDownloads.mutate({ choice: choice(more), newSecret, revision })

const tried = async (more: Partial<DownloadChoice>) => {
  const checks = await app.as('owner').api.torrents.testDownloads.mutate({ choice: choice(more) })
  return checks.map(({ state, text }) => `${state} ${text.key.split('.').at(-1)}`)
}

const secret = () => app.deps.settings.get(downloadSettings).secret

test('the house makes the secret itself and tells it only in the configuration', async () => {
  const view = await change({})
  const made = secret()
  expect([view.secretSet, made.length]).toEqual([true, 43])
  expect(JSON.stringify(view)).not.toContain(made)
  const owner = app.as('owner')
  expect(JSON.stringify(await owner.api.torrents.downloadSettings.query())).not.toContain(made)
  expect(await owner.api.torrents.nginxConfiguration.mutate()).toContain(made)
  await change({ hours: 12 }, false, view.revision)
  expect(secret()).toBe(made)
  await change({ hours: 12 }, true, view.revision + 1)
  expect(secret()).not.toBe(made)
  const log = await owner.api.house.audit.query({ before: null, limit: 20 })
  expect(log.map(({ act }) => act)).toEqual([
    'torrentDownloads.acts.secretMade',
    'torrentDownloads.acts.changed',
    'torrentDownloads.acts.changed',
    'torrentDownloads.acts.configurationShown',
    'torrentDownloads.acts.changed',
  ])
  expect(JSON.stringify(log)).not.toContain(made)
})

test('attack 72: the generic door neither shows nor changes how files leave', async () => {
  const { api } = app.as('owner')
  const { name, defaults } = downloadSettings
  expect(await refusal(api.house.settings.query({ name }))).toMatchObject({ code: 'NOT_FOUND' })
  const value = { ...defaults, way: 'mounted', enginePath: '/', localPath: app.root }
  expect(await refusal(api.house.changeSettings.mutate({ name, value, revision: 0 }))).toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('a change that somebody else overtook is refused', async () => {
  await change({})
  expect(await refusal(change({ hours: 3 }))).toMatchObject({ code: 'CONFLICT' })
})

test('what cannot work is refused at its field', async () => {
  const data = app.deps.config.dataFolder
  const cases: [Partial<DownloadChoice>, string][] = [
    [{ enginePath: 'downloads' }, 'enginePath'],
    [{ enginePath: '/a/../b' }, 'enginePath'],
    [{ nginxAddress: 'files.example' }, 'nginxAddress'],
    [{ nginxAddress: 'http://169.254.169.254/' }, 'nginxAddress'],
    [{ nginxPath: '/srv/$uri' }, 'nginxPath'],
    [{ way: 'mounted', localPath: 'x' }, 'localPath'],
    [{ way: 'mounted', localPath: '/' }, 'localPath'],
    [{ way: 'mounted', localPath: data }, 'localPath'],
    [{ way: 'mounted', localPath: path.dirname(data) }, 'localPath'],
    [{ way: 'mounted', enginePath: data }, 'enginePath'],
  ]
  for (const [more, field] of cases) {
    const refused = await refusal(change(more))
    expect([more, refused.issues?.map(({ path: at }) => at.at(-1))]).toEqual([more, [field]])
  }
})

test('attack 71: no folder of the house or of the system is given away, by whatever way it is named', async () => {
  const { dataFolder } = app.deps.config
  const at = (name: string) => path.join(app.root, name)
  fs.mkdirSync(path.join(dataFolder, 'backups'), { recursive: true })
  fs.symlinkSync(dataFolder, at('link'))
  fs.symlinkSync(app.root, at('link around'))
  fs.symlinkSync(path.join(dataFolder, 'backups'), at('link inside'))
  fs.symlinkSync('/proc', at('link to proc'))
  const named = [
    ...[path.join(dataFolder, 'backups'), path.join(dataFolder, 'not/yet/there')],
    ...[at('link'), at('link around'), at('link inside'), at('link/backups'), at('link/not there'), at('link to proc')],
    ...['/proc', '/proc/self/cwd', '/proc/self/root/srv', '/sys', '/dev', '/dev/fd'],
  ]
  for (const localPath of named) {
    const mounted = { way: 'mounted', localPath } as const
    const key = 'torrentDownloads.errors.houseFolder'
    expect([localPath, (await refusal(change(mounted))).key]).toEqual([localPath, key])
    expect([localPath, (await refusal(tried(mounted))).key]).toEqual([localPath, key])
  }
})

test('a folder beside those of the house, or that its own engine fills, is taken', async () => {
  const { dataFolder } = app.deps.config
  for (const [revision, localPath] of [
    `${dataFolder}-of-torrents`,
    path.join(dataFolder, 'torrents/files'),
  ].entries()) {
    expect((await change({ way: 'mounted', localPath }, false, revision)).value.localPath).toBe(localPath)
  }
})

test('a mounted folder is tried with a file that is whole', async () => {
  const downloads = await furnishDownloads(app, app.person('member'), { names: ['plain.txt'] })
  onTestFinished(() => downloads.stop())
  const mounted = { way: 'mounted', localPath: downloads.folder } as const
  expect(await tried(mounted)).toEqual(['ok folderOk', 'ok fileOk'])
  expect(await tried({ ...mounted, enginePath: '/elsewhere' })).toEqual(['ok folderOk', 'bad fileElsewhere'])
  expect(await tried({ ...mounted, localPath: '/nowhere/at/all' })).toEqual(['bad folderMissing'])
  fs.rmSync(path.join(downloads.folder, 'Show/plain.txt'))
  expect(await tried(mounted)).toEqual(['ok folderOk', 'bad fileMissing'])
  await downloads.engine.setDown(true)
  expect((await tried(mounted)).at(-1)).toMatch(/^bad /)
})

test('the engine is tried by its version', async () => {
  const old = await furnishDownloads(app, app.person('member'), { names: [] })
  expect(await tried({ way: 'engine' })).toEqual(['bad engineTooOld'])
  await old.stop()
  app.deps.db.$client.exec('DELETE FROM torrent')
  const recent = await furnishDownloads(app, app.person('member'), { names: [], version: '5.3' })
  onTestFinished(() => recent.stop())
  expect(await tried({ way: 'engine' })).toEqual(['ok engineOk'])
})

test('attack 66: a name that comes to lead to a forbidden address is not asked', async () => {
  await change({ nginxAddress: 'http://rebound.example/' })
  vi.spyOn(dns, 'lookup').mockResolvedValue([{ address: '169.254.169.254', family: 4 }] as never)
  expect(await tried({ nginxAddress: 'http://rebound.example/' })).toEqual(['bad forbiddenHost'])
})

/** Starts a web server and makes it the one that sends files. Answers its address. */
async function sendsBy(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const nginxAddress = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await change({ nginxAddress })
  return nginxAddress
}

test('attack 67: a redirect is followed nowhere', async () => {
  const asked: string[] = []
  const nginxAddress = await sendsBy((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
  })
  expect(await tried({ nginxAddress })).toEqual(['bad unsignedOther'])
  expect(asked).toHaveLength(1)
})

test('attack 69: a server that says nothing is given up after five seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const asked = Promise.withResolvers<void>()
  const nginxAddress = await sendsBy(() => asked.resolve())
  const answer = tried({ nginxAddress })
  await asked.promise
  await vi.advanceTimersByTimeAsync(seconds(5))
  expect(await answer).toEqual(['bad timedOut'])
})

test('attack 69: an answer without end is not read', async () => {
  const left = Promise.withResolvers<void>()
  const nginxAddress = await sendsBy((_request, response) => {
    response.once('close', left.resolve)
    response.writeHead(200).write('for ever')
  })
  expect(await tried({ nginxAddress })).toEqual(['bad unsignedOther'])
  await left.promise
})

test('only whoever administers the torrents reads and changes them', async () => {
  const { api } = app.as('member')
  expect(await refusal(api.torrents.downloadSettings.query())).toMatchObject({ code: 'FORBIDDEN' })
  expect(await refusal(api.torrents.nginxConfiguration.mutate())).toMatchObject({ code: 'FORBIDDEN' })
  expect(await refusal(app.as('owner').api.torrents.nginxConfiguration.mutate())).toMatchObject({ code: 'CONFLICT' })
})
