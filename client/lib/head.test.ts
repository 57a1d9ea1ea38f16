import { describe, expect, it } from 'vitest'
import { bootJson } from './boot.ts'
import { type Assets, documentHead } from './head.ts'

const hostile = `"><script>alert(1)</script>' onload='`

const assets: Assets = {
  'client/web.tsx': { file: 'assets/web.js', imports: ['_packages.js'], css: ['assets/web.css'] },
  'client/lib/intlWorker.ts': { file: 'assets/intlWorker.js' },
  '_packages.js': { file: 'assets/packages.js' },
  'client/features/home/site/HomePage.tsx': {
    file: 'assets/home.js',
    imports: ['_packages.js'],
    css: ['assets/home.css'],
  },
  'client/features/accounts/app/SignInPage.tsx': { file: 'assets/app/signIn.js', imports: ['_packages.js'] },
}

const homePage = 'client/features/home/site/HomePage.tsx'
const signInPage = 'client/features/accounts/app/SignInPage.tsx'

const me = {
  account: null,
  mustEnrol: null,
  abilities: [],
  modules: [],
  parts: {},
  site: { name: hostile, promise: hostile, language: 'fr', address: '' },
  locale: 'fr',
  timeZone: 'Europe/Paris',
  setupNeeded: false,
} as const

const headOf = (colorScheme: 'auto' | 'dark', sources = [homePage]) =>
  documentHead({
    title: hostile,
    meta: { title: hostile, description: hostile, image: `/uploads/1?${hostile}` },
    page: {
      url: `https://house.example/${hostile}`,
      locale: 'fr',
      colorScheme,
      nonce: 'n',
      assets,
      baseAddress: 'https://house.example',
      me,
    },
    sources,
    mood: 'studio',
  })

describe('the head of a page', () => {
  it('attack 76: what people wrote stays text in every tag for previews', () => {
    const head = headOf('auto')
    expect(head).not.toContain('<script>')
    expect(head).not.toContain("onload='")
    expect(head).toContain('&quot;&gt;&lt;script&gt;')
    expect(head.match(/<script/g)).toHaveLength(2)
  })

  it('asks at once for the styles of a drawn page, and for its code after the first frame', () => {
    const head = headOf('auto')
    for (const file of ['web.css', 'home.css']) expect(head).toContain(`rel="stylesheet" href="/assets/${file}"`)
    expect(head).not.toContain('<link rel="modulepreload"')
    expect(head).toContain('("/assets/web.js",["/assets/packages.js","/assets/home.js"],')
    expect(head).not.toContain('type="module"')
  })

  it('asks at once for the code of what only browsers draw', () => {
    const head = headOf('auto', [homePage, signInPage])
    for (const file of ['packages.js', 'home.js', 'app/signIn.js'])
      expect(head).toContain(`<link rel="modulepreload" href="/assets/${file}">`)
    expect(head).toContain('<script type="module" src="/assets/web.js" nonce="n">')
  })

  it('has a worker named after the language make the first of the formats', () => {
    expect(headOf('auto')).toContain('new Worker("/assets/intlWorker.js",{name:"fr"})')
  })

  it('shows the chosen colours before any script runs, or leaves them to the device', () => {
    expect(headOf('dark')).toContain('data-mantine-color-scheme="dark"')
    expect(headOf('auto')).not.toContain('data-mantine-color-scheme')
  })
})

describe('what the server hands to the browser', () => {
  it('attack 75: cannot close its element, and reads back as it was', () => {
    const loaderData = { page: `</script><script>alert(1)</script><!--\u2028${hostile}` }
    const json = bootJson({ me, locale: 'fr', loaderData, errors: null })
    expect(json).not.toMatch(/[<>\u2028]/)
    expect(JSON.parse(json).loaderData).toEqual(loaderData)
  })
})
