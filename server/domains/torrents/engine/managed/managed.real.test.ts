import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { modulesSettings } from '../../../../../shared/house.ts'
import { engineSettings } from '../../../../../shared/torrent-engine.ts'
import { KillableHouse } from '../../../../testing/killable-house.ts'
import { refusal } from '../../../../testing/refusal.ts'
import { startApp, type TestApp } from '../../../../testing/start-app.ts'
import { engineOf } from '../current.ts'
import { profileArgument } from './leftover.ts'
import { managedOf } from './managed.ts'

const searchPath = (process.env.PATH ?? '').split(path.delimiter)
let app: TestApp | null = null

afterEach(async () => {
  await app?.stop()
  app = null
})

/** Numbers of the processes that run on the profile of a house. */
function running(root: string): number[] {
  const argument = profileArgument(path.join(root, 'data', 'torrents', 'profile'))
  return fs.readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      return fs.readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').includes(argument) ? [Number(name)] : []
    } catch {
      return []
    }
  })
}

async function until<T>(read: () => T | Promise<T>, isRight: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read()
    if (isRight(value)) return value
    await sleep(50)
  }
}

const answers = (of: TestApp) =>
  engineOf(of.deps)
    .version()
    .catch(() => null)

async function choose(of: TestApp, way: 'managed' | 'none', noticeAccepted = true) {
  const { torrents } = of.as('owner').api
  const { revision } = await torrents.engineSettings.query()
  return torrents.changeEngine.mutate({ value: { ...engineSettings.defaults, way }, revision, noticeAccepted })
}

test('the house runs its own engine: switched on, killed and back, gone when switched off', async () => {
  app = await startApp({ modules: ['torrents'], config: { searchPath } })
  const house = app
  expect(await house.as('owner').api.torrents.engineSettings.query()).toMatchObject({ managed: { installed: true } })
  const refused = await refusal(choose(house, 'managed', false))
  expect(refused).toMatchObject({ key: 'torrentEngine.problems.noticeMissing' })
  expect(running(house.root)).toEqual([])

  await choose(house, 'managed')
  expect(await until(() => answers(house), Boolean)).toMatch(/^v\d/)
  const [first = 0] = running(house.root)
  expect(managedOf(house.deps).id).toBe(first)
  const look = await engineOf(house.deps).look()
  expect(look.freeSpace).toBeGreaterThan(0)

  const hash = '0123456789abcdef0123456789abcdef01234567'
  await engineOf(house.deps).add({ magnet: `magnet:?xt=urn:btih:${hash}` }, 'foyer:1')
  const added = await until(() => engineOf(house.deps).find({ v1: hash, v2: null, tag: 'foyer:1' }), Boolean)
  expect(added?.savePath).toBe(path.join(house.root, 'data', 'torrents', 'files'))

  process.kill(first, 'SIGKILL')
  await until(
    () => managedOf(house.deps).id,
    (id) => id !== null && id !== first,
  )
  expect(await until(() => answers(house), Boolean)).toMatch(/^v\d/)
  expect(running(house.root)).toHaveLength(1)

  await choose(house, 'none')
  await until(
    () => running(house.root),
    (ids) => ids.length === 0,
  )
  await expect(engineOf(house.deps).version()).rejects.toMatchObject({ failure: 'off' })
})

test('the web interface of the engine is open to this machine alone and keeps no readable password', async () => {
  app = await startApp({ modules: ['torrents'], config: { searchPath } })
  await choose(app, 'managed')
  await until(() => answers(app as TestApp), Boolean)
  const { url, password } = managedOf(app.deps).access()
  const profile = path.join(app.root, 'data', 'torrents', 'profile')
  const file = path.join(profile, 'qBittorrent', 'config', 'qBittorrent.conf')
  expect(fs.readFileSync(file, 'utf8')).not.toContain(password)
  expect(fs.statSync(profile).mode & 0o077).toBe(0)
  const port = Number(new URL(url).port).toString(16).toUpperCase().padStart(4, '0')
  const listening = fs.readFileSync('/proc/net/tcp', 'utf8').match(new RegExp(`\\w+:${port} 00000000:0000`, 'g'))
  expect(listening).toEqual([`0100007F:${port} 00000000:0000`])
  const stranger = await fetch(`${url}/api/v2/torrents/info`)
  expect(stranger.status).toBe(403)
})

test('it goes with the house, and comes back with it', async () => {
  const one = await startApp({ modules: ['torrents'], config: { searchPath } })
  await choose(one, 'managed')
  await until(() => answers(one), Boolean)
  await one.close()
  expect(running(one.root)).toEqual([])
  app = await startApp({ root: one.root, config: { searchPath } })
  expect(await until(() => answers(app as TestApp), Boolean)).toMatch(/^v\d/)
})

test('a house that was killed leaves one engine, which the next one ends before it starts its own', async () => {
  const house = await KillableHouse.make({ PATH: process.env.PATH ?? '' })
  onTestFinished(async () => {
    await house.end('SIGTERM')
    await house.remove()
  })
  await house.within(({ deps }) => {
    deps.settings.set(modulesSettings, { switched: { torrents: true } })
    deps.settings.set(engineSettings, { ...engineSettings.defaults, way: 'managed' })
  })
  await house.start()
  const [first] = await until(
    () => running(house.root),
    (ids) => ids.length === 1,
  )
  await house.end('SIGKILL')
  expect(running(house.root)).toEqual([first])
  await house.start()
  const [second] = await until(
    () => running(house.root),
    (ids) => ids.length === 1 && ids[0] !== first,
  )
  expect(second).not.toBe(first)
  await house.end('SIGTERM')
  expect(running(house.root)).toEqual([])
})

test('a program that does not start is said in words', async () => {
  const folder = fs.mkdtempSync('/tmp/foyer-no-engine-')
  onTestFinished(() => fs.rmSync(folder, { recursive: true }))
  const program = path.join(folder, 'qbittorrent-nox')
  fs.writeFileSync(program, '#!/bin/sh\necho "no such library" >&2\nexit 127\n', { mode: 0o755 })
  app = await startApp({ modules: ['torrents'], config: { searchPath: [folder] } })
  const house = app
  await choose(house, 'managed')
  const failure = () =>
    engineOf(house.deps)
      .version()
      .then(String, (error: { problem: unknown }) => error.problem)
  await until(failure, (problem) => JSON.stringify(problem).includes('no such library'))
  expect(await failure()).toMatchObject({ key: 'torrentEngine.problems.doesNotStart' })
})

test('a program that never listens holds nothing up when the house closes', async () => {
  const folder = fs.mkdtempSync('/tmp/foyer-no-engine-')
  onTestFinished(() => fs.rmSync(folder, { recursive: true }))
  const program = path.join(folder, 'qbittorrent-nox')
  fs.writeFileSync(program, `#!/bin/sh\necho $$ > ${folder}/id\nexec sleep 300\n`, { mode: 0o755 })
  const house = await startApp({ modules: ['torrents'], config: { searchPath: [folder] } })
  await choose(house, 'managed')
  const id = await until(() => fs.existsSync(`${folder}/id`) && fs.readFileSync(`${folder}/id`, 'utf8').trim(), Boolean)
  const before = performance.now()
  await house.stop()
  expect(performance.now() - before).toBeLessThan(10_000)
  expect(fs.existsSync(`/proc/${id}`)).toBe(false)
})
