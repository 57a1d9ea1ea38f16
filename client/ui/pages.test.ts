import { describe, expect, it } from 'vitest'
import { DomainError } from '../../shared/errors.ts'
import type { Me } from '../../shared/house.ts'
import { type PageRequest, render } from '../web.server.tsx'

const visitor: Me = {
  account: null,
  mustEnrol: null,
  abilities: [],
  modules: ['couple'],
  parts: {},
  site: { name: 'Chez nous', promise: '', language: 'fr', address: '' },
  locale: 'fr',
  timeZone: 'Europe/Paris',
  setupNeeded: false,
}

const page = (path: string, change: Partial<PageRequest> = {}): PageRequest => ({
  url: `http://house.example${path}`,
  call: async () => {
    throw new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND')
  },
  me: visitor,
  locale: 'fr',
  colorScheme: 'auto',
  nonce: 'n',
  assets: {},
  baseAddress: 'http://house.example',
  ...change,
})

const titleOf = (html: string) => /<title>(.*?)<\/title>/.exec(html)?.[1]

describe('a page drawn on the server', () => {
  it('is whole without any script, in the language that was asked for', async () => {
    const { status, html } = await render(page('/'))
    expect(status).toBe(200)
    expect(html).toContain('<html lang="fr" data-mood="studio">')
    expect(html).toMatch(/<h1[^>]*>Chez nous<\/h1>/)
    expect((await render(page('/', { locale: 'en' }))).html).toContain('Sign in')
  })

  it('carries no inline style, which the security policy would refuse', async () => {
    expect((await render(page('/'))).html).not.toMatch(/ style="/)
  })

  it('answers 404 to an address that leads nowhere, with the way home', async () => {
    const { status, html } = await render(page('/nowhere'))
    expect(status).toBe(404)
    expect(titleOf(html)).toBe('Cette page n’existe pas · Chez nous')
    expect(html).toContain('name="robots" content="noindex"')
  })

  it('sends everybody to the wizard until there is an owner', async () => {
    const { status, headers } = await render(page('/', { me: { ...visitor, setupNeeded: true } }))
    expect([status, headers.Location]).toEqual([302, '/setup'])
  })

  it('asks a visitor to sign in where a page is for members, and knows the way back', async () => {
    const { status, headers } = await render(page('/me?tab=sessions'))
    expect([status, headers.Location]).toEqual([302, '/login?next=%2Fme%3Ftab%3Dsessions'])
  })

  it('answers 403 to a member without the ability', async () => {
    const account = { id: 2, name: 'Hugo', username: 'hugo', role: 'member' } as const
    const { status, html } = await render(page('/admin/settings', { me: { ...visitor, account } }))
    expect(status).toBe(403)
    expect(html).toContain('Cette porte est fermée')
  })

  it('attack 51: shows nothing of what was thrown, but a reference that the log knows', async () => {
    const told: [unknown, string][] = []
    const { status, html } = await render(
      page('/couple', {
        call: async () => {
          throw new Error('SQLITE_ERROR: no such table: secret')
        },
        report: (thrown, reference) => told.push([thrown, reference]),
      }),
    )
    expect(status).toBe(500)
    expect(html).not.toContain('secret')
    expect(html).toContain(told[0]?.[1])
    expect((told[0]?.[0] as Error | undefined)?.cause).toMatchObject({ message: 'SQLITE_ERROR: no such table: secret' })
  })
})
