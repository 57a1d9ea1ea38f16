import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { administerCouple } from '../../../shared/couple.ts'
import { coupleHome, coupleRoomId } from '../../../shared/couple-live.ts'
import type { GroupView } from '../../../shared/groups.ts'
import { administer } from '../../../shared/house.ts'
import { storedBytes, uploadBytes } from '../../../shared/media.ts'
import { useTorrents } from '../../../shared/torrents.ts'
import type { Browser } from '../../testing/browser.ts'
import { sendSmallPicture } from '../../testing/couple.ts'
import { refusal } from '../../testing/refusal.ts'
import { nextHeard, openSocket } from '../../testing/socket.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { newUpload } from '../../testing/uploads.ts'

let app: TestApp
let owner: Browser

beforeEach(async () => {
  app = await startApp()
  owner = app.as(app.person('owner', 'Camille'))
})

afterEach(() => app.stop())

type Content = Partial<Pick<GroupView, 'name'>> & {
  abilities?: string[]
  limits?: { name: string; value: number }[]
  members?: number[]
}

/** A group with this in it. */
async function groupWith(content: Content): Promise<GroupView> {
  const { id, revision, name } = await owner.api.house.createGroup.mutate({ name: content.name ?? 'Famille' })
  const all = { abilities: [], limits: [], members: [], ...content }
  return owner.api.house.changeGroup.mutate({ id, revision, name, ...all })
}

/** What an editor that read this group sends. */
const editOf = ({ id, revision, name, abilities, limits, members }: GroupView, change: Content = {}) => ({
  id,
  revision,
  name,
  abilities: [...abilities],
  limits: [...limits],
  members: members.map((member) => member.id),
  ...change,
})

test('a group gives abilities and limits, and the log tells the names of what changed', async () => {
  const sacha = app.person('member', 'Sacha')
  const group = await groupWith({
    abilities: [administerCouple.name],
    limits: [{ name: uploadBytes.name, value: 1000 }],
    members: [sacha.id],
  })
  expect(group).toMatchObject({ name: 'Famille', revision: 2, changedBy: 'Camille', members: [{ name: 'Sacha' }] })
  expect(await owner.api.house.groups.query()).toEqual([
    { id: group.id, name: 'Famille', members: 1, abilities: 1, limits: 1 },
  ])
  expect((await app.as(sacha).api.house.me.query()).abilities).toContain(administerCouple.name)
  const [line] = await owner.api.house.audit.query({ before: null, limit: 1 })
  expect(line).toMatchObject({
    act: 'groups.acts.changed',
    before: { name: 'Famille', abilities: [], limits: {}, members: [] },
    after: {
      abilities: [administerCouple.label],
      limits: { [uploadBytes.label]: { bytes: 1000 } },
      members: ['Sacha'],
    },
  })
  const csv = await (await owner.fetch('/api/house/audit.csv')).text()
  expect(csv).toMatch(/Taille du plus gros fichier envoyé\u00a0: 1 Ko/)
})

test('of two admins who change a group at once, the second learns who was first, and nothing is overwritten', async () => {
  const read = await groupWith({})
  const noor = app.as(app.person('admin', 'Noor'))
  const [first, second] = await Promise.all([
    noor.api.house.changeGroup.mutate(editOf(read, { name: 'Amis' })),
    refusal(owner.api.house.changeGroup.mutate(editOf(read, { abilities: [administer.name] }))),
  ])
  expect(second).toMatchObject({ status: 409, key: 'groups.errors.changedMeanwhile', args: { name: 'Noor' } })
  expect(await owner.api.house.group.query({ id: read.id })).toEqual(first)
  const again = await owner.api.house.changeGroup.mutate(editOf(first, { abilities: [administer.name] }))
  expect(again).toMatchObject({ name: 'Amis', abilities: [administer.name], revision: first.revision + 1 })
  await owner.api.house.deleteGroup.mutate({ id: read.id })
  expect(await refusal(noor.api.house.changeGroup.mutate(editOf(again)))).toMatchObject({
    status: 404,
    key: 'groups.errors.gone',
  })
})

test('a group gives nothing that no domain declares, to nobody who is not there', async () => {
  const group = await groupWith({})
  const change = (content: Content) => refusal(owner.api.house.changeGroup.mutate(editOf(group, content)))
  const refused = (path: string, key: string) => ({ status: 400, issues: [{ path: [path], key }] })
  expect(await change({ abilities: ['house.own'] })).toMatchObject(refused('abilities', 'groups.errors.unknownAbility'))
  expect(await change({ limits: [{ name: 'constructor', value: 1 }] })).toMatchObject(
    refused('limits', 'groups.errors.unknownLimit'),
  )
  expect(await change({ members: [999] })).toMatchObject(refused('members', 'groups.errors.unknownMember'))
  for (const value of [-1, 1.5, 1e300, Number.NaN]) {
    expect(await change({ limits: [{ name: uploadBytes.name, value }] })).toMatchObject({ status: 400 })
  }
  expect(await change({ abilities: [administer.name, administer.name] })).toMatchObject({ status: 400 })
  expect(await owner.api.house.group.query({ id: group.id })).toEqual(group)
})

test('two groups do not share a name, whatever its capitals', async () => {
  const group = await groupWith({ name: 'Été' })
  const taken = { status: 409, issues: [{ path: ['name'], key: 'groups.errors.nameTaken' }] }
  expect(await refusal(owner.api.house.createGroup.mutate({ name: ' été ' }))).toMatchObject(taken)
  const other = await groupWith({ name: 'Hiver' })
  expect(await refusal(owner.api.house.changeGroup.mutate(editOf(other, { name: 'ÉTÉ' })))).toMatchObject(taken)
  expect(await owner.api.house.changeGroup.mutate(editOf(group, { name: 'été' }))).toMatchObject({ name: 'été' })
})

test('everybody’s rights say where they come from: role, groups, the most generous limit', async () => {
  const sacha = app.person('member', 'Sacha')
  const small = await groupWith({
    name: 'Petit',
    limits: [{ name: storedBytes.name, value: 10 }],
    abilities: [administer.name],
    members: [sacha.id],
  })
  const large = await groupWith({
    name: 'Grand',
    limits: [{ name: storedBytes.name, value: 20 }],
    members: [sacha.id],
  })
  const rights = await owner.api.house.rightsOf.query({ accountId: sacha.id })
  expect(rights.groups).toEqual([
    { id: large.id, name: 'Grand' },
    { id: small.id, name: 'Petit' },
  ])
  const ability = (of: string) => rights.abilities.find(({ name }) => name === of)
  expect(ability(administer.name)).toMatchObject({ byRole: null, byGroups: [{ name: 'Petit' }] })
  expect(ability(administerCouple.name)).toMatchObject({ byRole: null, byGroups: [] })
  expect(ability(useTorrents.name)).toMatchObject({ byRole: 'role', byGroups: [] })
  expect(rights.limits.find(({ name }) => name === storedBytes.name)).toMatchObject({
    value: 20,
    byGroup: { name: 'Grand' },
    used: 0,
  })
  expect(rights.limits.find(({ name }) => name === uploadBytes.name)).toMatchObject({
    value: uploadBytes.standard,
    byGroup: null,
    used: null,
  })
  const admin = await owner.api.house.rightsOf.query({ accountId: app.person('admin').id })
  expect(new Set(admin.abilities.map(({ byRole }) => byRole))).toEqual(new Set(['role']))
  const gone = owner.api.house.rightsOf.query({ accountId: 999 })
  expect(await refusal(gone)).toMatchObject({ status: 404 })
})

test('before a group is deleted one learns how many people lose what, and afterwards they lost it', async () => {
  const [sacha, noor] = [app.person('member', 'Sacha'), app.person('admin', 'Noor')]
  const group = await groupWith({
    abilities: [administer.name],
    limits: [{ name: storedBytes.name, value: storedBytes.standard * 2 }],
    members: [sacha.id, noor.id],
  })
  expect(await owner.api.house.groupLoss.query({ id: group.id })).toEqual({
    members: 2,
    abilities: [{ label: administer.label, people: 1 }],
    limits: [{ label: storedBytes.label, people: 2 }],
  })
  await owner.api.house.deleteGroup.mutate({ id: group.id })
  expect((await app.as(sacha).api.house.me.query()).abilities).not.toContain(administer.name)
  expect((await app.as(noor).api.house.me.query()).abilities).toContain(administer.name)
  expect(await owner.api.house.groups.query()).toEqual([])
})

test('who is concerned by a change enters their rooms anew, others are left where they are', async () => {
  const [sacha, noor] = [app.person('member', 'Sacha'), app.person('member', 'Noor')]
  const [concerned, other] = [await openSocket(app.as(sacha)), await openSocket(app.as(noor))]
  await owner.api.couple.namePartner.mutate({ position: 1, accountId: sacha.id })
  await owner.api.couple.namePartner.mutate({ position: 2, accountId: noor.id })
  const place = { room: coupleHome.name, id: coupleRoomId }
  for (const socket of [concerned, other]) expect(await socket.emitWithAck('join', place)).toHaveProperty('epoch')
  let heard = 0
  for (const event of ['reopened', 'renewed']) {
    other.on(event, () => {
      heard += 1
    })
  }
  const [reopened, renewed] = [nextHeard(concerned, 'reopened'), nextHeard(concerned, 'renewed')]
  await groupWith({ abilities: [administer.name], members: [sacha.id] })
  expect(await reopened).toEqual(place)
  await renewed
  expect(await concerned.emitWithAck('join', place)).toHaveProperty('epoch')
  const asked = { path: 'house.me', type: 'query' }
  const { data } = await concerned.emitWithAck('trpc', asked)
  expect(data.abilities).toContain(administer.name)
  await other.emitWithAck('trpc', asked)
  expect(heard).toBe(0)
  for (const socket of [concerned, other]) socket.disconnect()
})

describe('a limit that is lowered below what somebody uses', () => {
  it('takes nothing away, says whom it concerns, and refuses what is sent from then on', async () => {
    const sacha = app.person('member', 'Sacha')
    const browser = app.as(sacha)
    const mediaId = await sendSmallPicture(browser)
    const { bytes } = await browser.api.media.view.query({ mediaId })
    const group = await groupWith({ members: [sacha.id] })
    const limits = [{ name: storedBytes.name, value: bytes - 1 }]
    const members = [sacha.id]
    const effects = await owner.api.house.limitEffects.query({ id: group.id, limits, members })
    expect(effects).toEqual([{ name: storedBytes.name, people: 1, mostUsed: bytes }])
    const enough = [{ name: storedBytes.name, value: bytes }]
    expect(await owner.api.house.limitEffects.query({ id: group.id, limits: enough, members })).toEqual([])

    await owner.api.house.changeGroup.mutate(editOf(group, { limits }))
    expect((await browser.fetch(`/uploads/${mediaId}`)).status).toBe(200)
    expect(await browser.api.media.view.query({ mediaId })).toMatchObject({ id: mediaId })
    const announced = await announce(browser, 10)
    expect(announced).toMatchObject({ code: 'LIMIT', key: 'media.errors.storedFull' })
    expect(String(announced.error)).toContain('Mo')
  })

  it('also refuses an upload at its end that began before, and leaves nothing of it', async () => {
    const sacha = app.person('member', 'Sacha')
    const browser = app.as(sacha)
    const group = await groupWith({ members: [sacha.id] })
    for (const { name } of [storedBytes, uploadBytes]) {
      const uploadId = await sendWhole(browser)
      const before = await owner.api.house.group.query({ id: group.id })
      const lowered = await owner.api.house.changeGroup.mutate(editOf(before, { limits: [{ name, value: 1 }] }))
      const code = name === storedBytes.name ? 'LIMIT' : 'TOO_LARGE'
      const finish = () => browser.api.media.finish.mutate({ uploadId, name: 'a.jpg' })
      expect(await refusal(finish())).toMatchObject({ code })
      expect(await refusal(finish())).toMatchObject({ status: 404 })
      await owner.api.house.changeGroup.mutate(editOf(lowered, { limits: [] }))
    }
  })

  it('lets in again what fits once it is raised', async () => {
    const sacha = app.person('member', 'Sacha')
    const browser = app.as(sacha)
    const none = [{ name: storedBytes.name, value: 0 }]
    const group = await groupWith({ members: [sacha.id], limits: none })
    expect(await announce(browser, 10)).toMatchObject({ code: 'LIMIT' })
    await owner.api.house.changeGroup.mutate(editOf(group, { limits: [] }))
    expect(await sendSmallPicture(browser)).toMatch(/^\w{26}$/)
  })
})

/** What the house answers to the announcement of an upload. */
async function announce(browser: Browser, bytes: number): Promise<Record<string, unknown>> {
  const headers = { 'tus-resumable': '1.0.0', 'upload-length': String(bytes) }
  const answer = await browser.fetch('/api/uploads', { method: 'POST', headers })
  return answer.json() as Promise<Record<string, unknown>>
}

/** Sends bytes to their end without having the house take them; answers the upload's id. */
async function sendWhole(browser: Browser): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const upload = newUpload(browser, Buffer.alloc(100), { onSuccess: () => resolve(), onError: reject })
  upload.start()
  await promise
  return upload.url?.split('/').at(-1) ?? ''
}
