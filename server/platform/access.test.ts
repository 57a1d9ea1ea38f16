import { afterEach, beforeEach, expect, test } from 'vitest'
import { administerCouple } from '../../shared/couple.ts'
import { administer } from '../../shared/house.ts'
import { administerTorrents, seeAllTorrents, useTorrents } from '../../shared/torrents.ts'
import { appRouter } from '../domains.ts'
import { access } from '../testing/access.ts'
import type { Browser } from '../testing/browser.ts'
import { twoPartners } from '../testing/couple.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

interface Procedure {
  readonly _def: { readonly type: 'query' | 'mutation'; readonly meta?: { readonly open?: true } }
}

const procedures = Object.entries(appRouter._def.procedures) as unknown as [string, Procedure][]

let app: TestApp

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
})

afterEach(() => app.stop())

/** An input that no procedure understands: whoever is let in is told so, or answered; whoever is not learns nothing. */
async function statusOf(browser: Browser, path: string, type: 'query' | 'mutation'): Promise<number> {
  const input = '{"nonsense":true}'
  const headers = { 'content-type': 'application/json' }
  const answer =
    type === 'mutation'
      ? await browser.fetch(`/trpc/${path}`, { method: 'POST', headers, body: input })
      : await browser.fetch(`/trpc/${path}?input=${encodeURIComponent(input)}`)
  await answer.text()
  return answer.status
}

/** Whether the table names somebody who holds these abilities. */
function isAmong(needed: (typeof access)[string] | undefined, abilities: readonly string[], partner: boolean): boolean {
  if (needed === undefined || needed === 'partner') return needed === 'partner' && partner
  if (needed === 'keeper') return partner || abilities.includes(administerCouple.name)
  return typeof needed === 'string' || needed.every(({ name }) => abilities.includes(name))
}

/** Somebody in a group that gives these abilities. */
async function groupMember(owner: Browser, name: string, abilities: readonly string[]): Promise<Browser> {
  const person = app.person('member', name)
  const { id, revision } = await owner.api.house.createGroup.mutate({ name })
  const content = { abilities: [...abilities], limits: [], members: [person.id] }
  await owner.api.house.changeGroup.mutate({ id, revision, name, ...content })
  return app.as(person)
}

test('attack 42: every procedure is in the table that says who may call it, and no other is', () => {
  expect(procedures.map(([path]) => path).sort()).toEqual(Object.keys(access).sort())
  const open = procedures.filter(([, { _def }]) => _def.meta?.open).map(([path]) => path)
  expect(open.sort()).toEqual(
    Object.keys(access)
      .filter((path) => access[path] === 'open')
      .sort(),
  )
})

test('attack 42: every procedure lets in exactly whom the table names, whatever their role', async () => {
  const { camille, sacha } = await twoPartners(app)
  const nothing: string[] = []
  const member = [useTorrents.name, seeAllTorrents.name]
  const people = [
    { who: 'client', browser: app.as('client'), abilities: nothing, partner: false },
    { who: 'member', browser: app.as('member'), abilities: member, partner: false },
    { who: 'member of an empty group', browser: await groupMember(camille, 'Vide', []), abilities: member },
    { who: 'partner', browser: sacha, abilities: member, partner: true },
    {
      who: 'member by group',
      browser: await groupMember(camille, 'Aides', [administer.name]),
      abilities: [...member, administer.name],
    },
    {
      who: 'couple by group',
      browser: await groupMember(camille, 'Place', [administerCouple.name]),
      abilities: [...member, administerCouple.name],
    },
    {
      who: 'torrents by group',
      browser: await groupMember(camille, 'Torrents', [administerTorrents.name]),
      abilities: [...member, administerTorrents.name],
    },
    {
      who: 'admin',
      browser: app.as('admin'),
      abilities: [...member, administer.name, administerCouple.name, administerTorrents.name],
    },
  ]
  const wrong: string[] = []
  for (const { who, browser, abilities, partner = false } of people) {
    for (const [path, { _def }] of procedures) {
      // Whoever signs out is somebody else from then on.
      if (path === 'accounts.signOut') continue
      const needed = access[path]
      const letIn = isAmong(needed, abilities, partner)
      // What takes long is tried only with those whom it refuses.
      if (letIn && path === 'house.insertDemo') continue
      const status = await statusOf(browser, path, _def.type)
      // Signed in, nobody is ever asked to sign in; what is open may still be closed to them, without a word.
      const fits = letIn ? ![401, 403, 500].includes(status) : status === 403
      if (!fits) wrong.push(`${who} at ${path}: ${status}`)
    }
  }
  expect(wrong).toEqual([])
})

test('attack 42: who loses a group loses what it gave at once, with the same session', async () => {
  const owner = app.as('owner')
  const helper = await groupMember(owner, 'Aides', [administer.name])
  expect(await statusOf(helper, 'house.modules', 'query')).toBe(200)
  const [group] = await owner.api.house.groups.query()
  await owner.api.house.deleteGroup.mutate({ id: group?.id ?? 0 })
  expect(await statusOf(helper, 'house.modules', 'query')).toBe(403)
})
