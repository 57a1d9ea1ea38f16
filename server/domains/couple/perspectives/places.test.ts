import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Couple, twoPartners } from '../../../testing/couple.ts'
import { refusal } from '../../../testing/refusal.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { answer, everything, proposeSubject, secret, subjects, writeWords as write } from '../../../testing/subjects.ts'

let app: TestApp
let couple: Couple

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
})

afterEach(() => app.stop())

const newSubject = (sealed: boolean, title?: string) => proposeSubject(couple.camille, sealed, title)

test('the sealed words of somebody who left stay sealed, whoever writes after them', async () => {
  const { camille, sacha } = couple
  const id = await newSubject(true)
  await write(sacha, id, secret)
  await camille.api.couple.removePartner.mutate({ position: 2 })
  await write(camille, id, answer)
  expect((await subjects(camille))[0]).toMatchObject({
    sealed: true,
    columns: [
      { position: 1, mine: true },
      { position: null, name: 'Sacha', isSealed: true, hopes: [] },
    ],
  })
  expect(await camille.api.couple.unsealSubject.mutate({ id })).toBe(true)
  await camille.api.couple.sealSubject.mutate({ id })
  const hugo = app.person('member', 'Hugo')
  await camille.api.couple.namePartner.mutate({ position: 2, accountId: hugo.id })
  await write(app.as(hugo), id, 'Moi aussi.')
  const [open] = await subjects(camille)
  expect(open).toMatchObject({ sealed: false })
  expect(open?.columns.map(({ hopes }) => hopes.map(({ content }) => content))).toEqual([[answer], ['Moi aussi.'], []])
  expect(await everything(camille)).not.toContain(secret)
  expect(await refusal(sacha.api.couple.subjects.query())).toMatchObject({ status: 404 })
})

test('words of somebody whose account is gone keep their name', async () => {
  const { camille, sacha, people } = couple
  const id = await newSubject(false)
  await write(sacha, id, answer, false)
  await sacha.api.couple.createPerspective.mutate({ content: 'Un chat' })
  await app.as('owner').api.accounts.removePerson.mutate({ id: people.sacha.id, belongings: [] })
  const [untitled, subject] = await subjects(camille)
  for (const one of [untitled, subject]) {
    expect(one?.columns).toMatchObject([{ position: 1 }, { position: null, name: 'Sacha', mine: false }])
  }
  const listed = await camille.api.couple.perspectives.query()
  expect(listed.map(({ author }) => author)).toEqual(['Sacha', 'Sacha'])
})

test('words that were sealed for one partner open to another only when their author says so', async () => {
  const { camille } = couple
  const id = await newSubject(true)
  await write(camille, id, secret)
  const person = app.person('member', 'Robin')
  await camille.api.couple.namePartner.mutate({ position: 2, accountId: person.id })
  const robin = app.as(person)
  await robin.api.couple.sealSubject.mutate({ id })
  await write(robin, id, answer)
  await write(camille, id, 'Deux figuiers.', true, 1)
  for (const browser of [camille, robin]) expect((await subjects(browser))[0]).toMatchObject({ sealed: true })
  expect(await everything(robin)).not.toContain('figuiers')

  expect(await robin.api.couple.unsealSubject.mutate({ id })).toBe(false)
  expect((await subjects(camille))[0]).toMatchObject({ sealed: true, openingAsked: 'theirs' })
  await camille.api.couple.keepSealed.mutate({ id })
  expect(await everything(robin)).not.toContain('figuiers')
  expect(await camille.api.couple.unsealSubject.mutate({ id })).toBe(true)
  const [open] = await subjects(robin)
  expect(open?.columns.map(({ hopes }) => hopes[0]?.content)).toEqual(['Deux figuiers.', answer])
})

test('an author whose words were sealed for somebody else opens them by a yes to whoever asks', async () => {
  const { camille, sacha, people } = couple
  const id = await newSubject(true)
  await write(camille, id, secret)
  const person = app.person('member', 'Robin')
  await camille.api.couple.namePartner.mutate({ position: 2, accountId: person.id })
  const robin = app.as(person)
  await write(robin, id, answer)
  await robin.api.couple.unsealSubject.mutate({ id })
  expect(await camille.api.couple.unsealSubject.mutate({ id })).toBe(true)
  expect((await subjects(robin))[0]).toMatchObject({ sealed: false, openedAt: '2026-03-14T10:00:00.000Z' })

  const other = await newSubject(true, 'Pour Robin')
  await write(camille, other, secret)
  await camille.api.couple.namePartner.mutate({ position: 2, accountId: people.sacha.id })
  await camille.api.couple.namePartner.mutate({ position: 2, accountId: person.id })
  await write(robin, other, answer)
  expect((await subjects(robin))[1]).toMatchObject({ sealed: false })
  expect(await refusal(sacha.api.couple.subjects.query())).toMatchObject({ status: 404 })
})

test('a question to one partner is not answered by another who comes into the place', async () => {
  const { camille } = couple
  const id = await newSubject(true)
  await write(camille, id, secret)
  await camille.api.couple.removePartner.mutate({ position: 2 })
  const [robin, lou] = [app.person('member', 'Robin'), app.person('member', 'Lou')]
  await camille.api.couple.namePartner.mutate({ position: 2, accountId: robin.id })
  await write(app.as(robin), id, answer)
  await app.as(robin).api.couple.unsealSubject.mutate({ id })
  await camille.api.couple.namePartner.mutate({ position: 1, accountId: lou.id })
  expect(await app.as(lou).api.couple.unsealSubject.mutate({ id })).toBe(false)
  expect(await everything(app.as(lou))).not.toContain(answer)
})

test('a partner who is back opens their own words by saving them under the subject that was opened meanwhile', async () => {
  const { camille, sacha, people } = couple
  const id = await newSubject(true)
  await write(sacha, id, secret)
  await camille.api.couple.removePartner.mutate({ position: 2 })
  await camille.api.couple.unsealSubject.mutate({ id })
  await camille.api.couple.namePartner.mutate({ position: 2, accountId: people.sacha.id })
  expect(await everything(camille)).not.toContain(secret)
  const meant = write(sacha, id, secret, true, 1)
  expect(await refusal(meant)).toMatchObject({ status: 409, key: 'coupleStory.errors.notSealed' })
  await write(sacha, id, secret, false, 1)
  const [open] = await subjects(camille)
  expect(open?.columns).toMatchObject([{ mine: true }, { isSealed: false, hopes: [{ content: secret }] }])
})

test('a couple of one keeps it sealed until there are two', async () => {
  const { camille } = couple
  await camille.api.couple.removePartner.mutate({ position: 2 })
  const id = await newSubject(true)
  await write(camille, id, secret)
  expect((await subjects(camille))[0]).toMatchObject({ sealed: true, columns: [{ position: 1, mine: true }] })
})
