import { afterEach, beforeEach, expect, test } from 'vitest'
import { coupleHome, coupleRoomId } from '../../../../shared/couple-live.ts'
import { coupleMe } from '../../../../shared/couple-me.ts'
import { type ChapterInput, mostListed, purgeStory } from '../../../../shared/couple-story.ts'
import { rateKey } from '../../../platform/rate.ts'
import type { Browser } from '../../../testing/browser.ts'
import { type Couple, sendSmallPicture, showTo, twoPartners } from '../../../testing/couple.ts'
import { refusal } from '../../../testing/refusal.ts'
import { nextHeard, openSocket } from '../../../testing/socket.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { actorOf } from '../../../testing/uploads.ts'
import { createSubject } from '../perspectives/subjects.ts'
import { partnerOf } from '../policy.ts'
import { wholeReads } from '../reads.ts'
import { createChapter } from './chapters.ts'

let app: TestApp
let couple: Couple

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
})

afterEach(() => app.stop())

const chapterOf = (fields: Partial<ChapterInput> = {}): ChapterInput => ({
  title: 'Un soir de juin',
  text: 'Il y avait de la musique au bord de l’eau.',
  date: '2019-06-21',
  pictures: [],
  ...fields,
})

const titles = async (browser: Browser) => (await browser.api.couple.story.query()).chapters.map(({ title }) => title)

const gone = { status: 404, key: 'coupleStory.errors.chapterGone' }

test('chapters are told in order, with their photographs and their words', async () => {
  const { camille, sacha } = couple
  const [first, second] = [await sendSmallPicture(camille), await sendSmallPicture(camille)]
  const pictures = [second, first].map((mediaId) => ({ mediaId, alt: `photo ${mediaId}` }))
  const { id } = await camille.api.couple.createChapter.mutate(chapterOf({ pictures }))
  await sacha.api.couple.createChapter.mutate(chapterOf({ title: 'Le train de nuit', date: null }))
  const { chapters } = await sacha.api.couple.story.query()
  expect(chapters).toMatchObject([
    { id, title: 'Un soir de juin', date: '2019-06-21', pictures: [{ id: second }, { id: first }], revision: 1 },
    { title: 'Le train de nuit', date: null, pictures: [] },
  ])
  expect((await sacha.fetch(`/uploads/${second}`)).status).toBe(200)
  const edited = chapterOf({ pictures: pictures.slice(1) })
  await sacha.api.couple.editChapter.mutate({ id, revision: 1, ...edited })
  expect((await camille.fetch(`/uploads/${second}`)).status).toBe(404)
  expect((await camille.api.couple.chapter.query({ id })).changedBy).toBe('Sacha')
})

test('their order is changed as a whole, and never over what the other added', async () => {
  const { camille, sacha } = couple
  const ids: number[] = []
  for (const title of ['a', 'b', 'c'])
    ids.push((await camille.api.couple.createChapter.mutate(chapterOf({ title }))).id)
  await sacha.api.couple.orderChapters.mutate({ ids: [...ids].reverse() })
  expect(await titles(camille)).toEqual(['c', 'b', 'a'])
  await camille.api.couple.createChapter.mutate(chapterOf({ title: 'd' }))
  for (const wanted of [ids, [...ids, ids[0] ?? 0], [...ids, 999], []]) {
    const late = sacha.api.couple.orderChapters.mutate({ ids: wanted })
    expect(await refusal(late)).toMatchObject({ status: 409, key: 'coupleStory.errors.listChanged' })
  }
  expect(await titles(camille)).toEqual(['c', 'b', 'a', 'd'])
})

test('of two who edit a chapter at once the second is told, and nothing is overwritten', async () => {
  const { camille, sacha } = couple
  const { id, revision } = await camille.api.couple.createChapter.mutate(chapterOf())
  await camille.api.couple.editChapter.mutate({ id, revision, ...chapterOf({ title: 'Le premier' }) })
  const late = sacha.api.couple.editChapter.mutate({ id, revision, ...chapterOf({ title: 'Le second' }) })
  expect(await refusal(late)).toMatchObject({ status: 409, key: 'coupleStory.errors.chapterChanged' })
  expect(await titles(sacha)).toEqual(['Le premier'])
})

test('a deleted chapter is gone for everybody, comes back to its place, and after its term never', async () => {
  const { camille, sacha } = couple
  await showTo(couple, 'public')
  const mediaId = await sendSmallPicture(camille)
  const { id } = await camille.api.couple.createChapter.mutate(chapterOf({ pictures: [{ mediaId, alt: '' }] }))
  await camille.api.couple.createChapter.mutate(chapterOf({ title: 'Après' }))
  await camille.api.couple.deleteChapter.mutate({ id })
  expect(await titles(app.visitor())).toEqual(['Après'])
  expect((await app.visitor().fetch(`/uploads/${mediaId}`)).status).toBe(404)
  expect((await sacha.fetch(`/uploads/${mediaId}`)).status).toBe(200)
  expect(await refusal(sacha.api.couple.editChapter.mutate({ id, revision: 2, ...chapterOf() }))).toMatchObject(gone)
  expect(await sacha.api.couple.deletedChapters.query()).toMatchObject([{ id, title: 'Un soir de juin' }])
  await sacha.api.couple.restoreChapter.mutate({ id })
  expect(await titles(app.visitor())).toEqual(['Un soir de juin', 'Après'])
  expect((await app.visitor().fetch(`/uploads/${mediaId}`)).status).toBe(200)

  await camille.api.couple.deleteChapter.mutate({ id })
  app.clock.advance(31 * 24 * 3_600_000)
  app.deps.enqueue(purgeStory, {}, 'after its term')
  await app.settle()
  expect(await refusal(app.as(couple.people.sacha).api.couple.restoreChapter.mutate({ id }))).toMatchObject(gone)
  const left = app.deps.db.$client.prepare('SELECT count(*) FROM chapter WHERE id = ?').pluck().get(id)
  expect(left).toBe(0)
})

test('a full story or list takes nothing back that would stop it being put in order, and says so', async () => {
  const { camille, sacha } = couple
  const { id } = await camille.api.couple.createChapter.mutate(chapterOf({ title: 'Au début' }))
  const subject = await camille.api.couple.createSubject.mutate({ title: 'Au début', sealed: false })
  await camille.api.couple.deleteChapter.mutate({ id })
  await camille.api.couple.deleteSubject.mutate({ id: subject })
  const by = partnerOf(app.deps, actorOf(app.deps, couple.people.camille))
  app.deps.inTx(() => {
    for (let index = 0; index < mostListed; index += 1) {
      createChapter(app.deps, by, chapterOf({ title: `${index}` }))
      createSubject(app.deps, by, { title: `${index}`, sealed: false })
    }
  })
  const full = { status: 429, key: 'coupleStory.errors.tooManyToRestore', args: { maximum: mostListed } }
  expect(await refusal(sacha.api.couple.restoreChapter.mutate({ id }))).toMatchObject(full)
  expect(await refusal(sacha.api.couple.restoreSubject.mutate({ id: subject }))).toMatchObject(full)
  expect(await sacha.api.couple.deletedChapters.query()).toMatchObject([{ id, title: 'Au début' }])
  const [last] = (await sacha.api.couple.story.query()).chapters.slice(-1)
  await sacha.api.couple.deleteChapter.mutate({ id: last?.id ?? 0 })
  await sacha.api.couple.restoreChapter.mutate({ id })
  expect(await titles(sacha)).toHaveLength(mostListed)
})

test('the story is seen by whoever sees the couple, and written by the two alone', async () => {
  const { camille } = couple
  const mediaId = await sendSmallPicture(camille)
  const { id } = await camille.api.couple.createChapter.mutate(chapterOf({ pictures: [{ mediaId, alt: '' }] }))
  const guest = app.visitor()
  await showTo(couple, 'link')
  await guest.bare(new URL(await camille.api.couple.link.query()).pathname)
  expect(await titles(guest)).toHaveLength(1)
  expect((await guest.fetch(`/uploads/${mediaId}`)).status).toBe(200)
  expect(await refusal(app.visitor().api.couple.story.query())).toMatchObject({ status: 404 })
  await showTo(couple, 'partners')
  for (const browser of [guest, app.visitor(), app.as('admin'), app.as('client')]) {
    expect(await refusal(browser.api.couple.story.query())).toMatchObject({ status: 404 })
    expect((await browser.fetch(`/uploads/${mediaId}`)).status).toBe(404)
    expect((await browser.bare('/couple/story')).status).toBe(404)
  }
  await showTo(couple, 'public')
  expect(await titles(app.visitor())).toHaveLength(1)
  expect(await refusal(app.visitor().api.couple.createChapter.mutate(chapterOf()))).toMatchObject({ status: 401 })
  const admin = app.as('admin').api.couple
  for (const call of [
    () => admin.createChapter.mutate(chapterOf()),
    () => admin.editChapter.mutate({ id, revision: 1, ...chapterOf() }),
    () => admin.deleteChapter.mutate({ id }),
    () => admin.restoreChapter.mutate({ id }),
    () => admin.orderChapters.mutate({ ids: [id] }),
    () => admin.deletedChapters.query(),
    () => admin.chapter.query({ id }),
  ]) {
    expect(await refusal(call())).toMatchObject({ status: 403, key: 'couple.errors.notPartner' })
  }
})

test('a visitor who reads the story or the hopes without end is told to wait', async () => {
  await showTo(couple, 'public')
  const visitor = app.visitor()
  for (let read = 2; read < wholeReads.points; read += 1) await app.deps.rates.take(wholeReads, rateKey('127.0.0.1'))
  await visitor.api.couple.story.query()
  await visitor.api.couple.subjects.query()
  const tooOften = { status: 429, key: 'common.errors.tooOften' }
  expect(await refusal(visitor.api.couple.story.query())).toMatchObject(tooOften)
  expect(await refusal(visitor.api.couple.subjects.query())).toMatchObject(tooOften)
})

test('a part of the page that shows a visitor nothing is not offered to them', async () => {
  const { camille } = couple
  await showTo(couple, 'public')
  const offered = async (browser: Browser) => coupleMe.of(await browser.api.house.me.query()).sections
  expect(await offered(app.visitor())).toEqual([])
  expect(await offered(camille)).toEqual(['story', 'memories', 'future'])
  const { id } = await camille.api.couple.createChapter.mutate(chapterOf())
  expect(await offered(app.visitor())).toEqual(['story'])
  await camille.api.couple.deleteChapter.mutate({ id })
  const { revision } = await camille.api.couple.view.query()
  await camille.api.couple.change.mutate({ startDate: '2019-06-21', revision })
  expect(await offered(app.visitor())).toEqual(['future'])
  await showTo(couple, 'partners')
  expect(await offered(app.visitor())).toEqual([])
})

test('the other hears of a chapter at once', async () => {
  const socket = await openSocket(couple.sacha)
  await socket.emitWithAck('join', { room: coupleHome.name, id: coupleRoomId })
  const heard = nextHeard(socket, 'event')
  const { id } = await couple.camille.api.couple.createChapter.mutate(chapterOf())
  expect(await heard).toMatchObject({ payload: { what: 'chapter', id } })
  socket.disconnect()
})

test('the page is drawn for readers without scripts, with what link previews need', async () => {
  await showTo(couple, 'public')
  const mediaId = await sendSmallPicture(couple.camille)
  await couple.camille.api.couple.createChapter.mutate(chapterOf({ pictures: [{ mediaId, alt: 'Le quai' }] }))
  await app.settle()
  const [html = ''] = (await (await app.visitor().bare('/couple/story')).text()).split(
    '<script type="application/json"',
  )
  expect(html).toContain('Un soir de juin')
  expect(html).toContain('Il y avait de la musique')
  expect(html).toMatch(/alt="Le quai"/)
  expect(html).toMatch(/<meta property="og:image" content="[^"]*\/uploads\//)
  expect(html).toMatch(/<time[^>]* datetime="2019-06-21"/i)
})

test('attack 74: scripts in chapters and subjects are drawn as the text they are', async () => {
  await showTo(couple, 'public')
  const { camille } = couple
  const corpus = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</script><svg onload=alert(1)>',
    'javascript:alert(1)',
    '{{constructor.constructor("alert(1)")()}}',
  ]
  for (const words of corpus) {
    await camille.api.couple.createChapter.mutate(chapterOf({ title: words, text: words }))
    const id = await camille.api.couple.createSubject.mutate({ title: words, sealed: false })
    await camille.api.couple.writeHope.mutate({ id, content: words, sealed: false, revision: null })
  }
  expect(await titles(app.visitor())).toEqual(corpus)
  for (const path of ['/couple/story', '/couple/future']) {
    const html = await (await app.visitor().bare(path)).text()
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toMatch(/<script>alert|<img src=x|<svg onload/)
  }
})

test('attack 50: a chapter without title, without end, of another shape or of no day is refused in words', async () => {
  const { camille } = couple
  const create = (fields: object) => refusal(camille.api.couple.createChapter.mutate({ ...chapterOf(), ...fields }))
  expect(await create({ title: ' ' })).toMatchObject({ issues: [{ key: 'coupleStory.errors.titleMissing' }] })
  expect(await create({ title: 'a'.repeat(201) })).toMatchObject({ status: 400 })
  expect(await create({ text: 'a'.repeat(20_001) })).toMatchObject({
    issues: [{ key: 'coupleStory.errors.textTooLong' }],
  })
  expect(await create({ date: '2023-02-30' })).toMatchObject({ issues: [{ key: 'coupleEditor.errors.notADate' }] })
  const order = camille.api.couple.orderChapters.mutate({ ids: Array.from({ length: 201 }, (_, index) => index + 1) })
  expect(await refusal(order)).toMatchObject({ status: 400 })
  expect(await titles(camille)).toEqual([])
})
