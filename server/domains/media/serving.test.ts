import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MediaView } from '../../../shared/media.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { hours } from '../../platform/clock.ts'
import type { Browser } from '../../testing/browser.ts'
import type { Person } from '../../testing/people.ts'
import {
  heic,
  htmlWithScript,
  jpeg,
  jpegFollowedBy,
  jpegWithGps,
  largeJpeg,
  svgWithScript,
  tagsOf,
} from '../../testing/pictures.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { actorOf, declareUse, expectNothingLeft, sendFile, sendPicture } from '../../testing/uploads.ts'
import { attach, detachAll } from './media.ts'
import { contentDisposition } from './names.ts'
import { urlSigner } from './views.ts'

const use = 'media.test'

let folder: string
let app: TestApp
let person: Person
let browser: Browser
let open: boolean
let allowed: number | null

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-serving-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  app = await startApp()
  person = app.person('member')
  browser = app.as(person)
  open = false
  allowed = person.id
  declareUse(app.deps, {
    use,
    may: (_deps, actor) => actor.account !== null && actor.account.id === allowed,
    open: () => open,
  })
})
afterEach(() => app.stop())

const show = (view: MediaView, ownerId = 1) =>
  attach(app.deps, actorOf(app.deps, person), use, ownerId, [{ mediaId: view.id, alt: '' }])

const get = (path: string, headers: Record<string, string> = {}, as = browser) => as.bare(path, { headers })

const contentOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer())

async function showable(path?: string): Promise<MediaView> {
  const view = await sendPicture(browser, path ?? (await jpeg(folder)))
  show(view)
  await app.settle()
  return view
}

/** Tags that tell where, when, by whom or with what a picture was taken. */
async function tellingTags(content: Buffer): Promise<string[]> {
  const path = join(folder, `served-${crypto.randomUUID()}.webp`)
  await writeFile(path, content)
  const groups = new Set(['EXIF', 'XMP', 'IPTC', 'MakerNotes', 'Photoshop', 'ICC_Profile', 'JFIF'])
  return Object.keys(await tagsOf(path)).filter((tag) => groups.has(tag.split(':')[0] ?? ''))
}

describe('a picture', () => {
  it('attack 57: shows before its variants are made and after, upright, without its place or any metadata', async () => {
    for (const [path, width, height] of [
      [await jpegWithGps(folder), 800, 1200],
      [await heic(folder), 1200, 800],
    ] as const) {
      const view = await sendPicture(browser, path)
      expect(view).toMatchObject({ state: 'making', width, height, takenAt: '2024-05-06T12:34:56' })
      expect(Object.keys(await tagsOf(path)).some((tag) => tag.includes('GPS'))).toBe(true)
      const urls = [`/uploads/${view.id}`, ...view.sources.map((source) => source.url)]
      expect(urls.length).toBeGreaterThan(2)
      for (const [made, cache] of [
        [false, 'no-store'],
        [true, 'private, no-cache'],
      ] as const) {
        if (made) await app.settle()
        for (const [index, url] of urls.entries()) {
          const response = await get(url)
          expect(response.status, url).toBe(200)
          expect(response.headers.get('content-type')).toBe('image/webp')
          expect(response.headers.get('cache-control')).toBe(cache)
          const content = await contentOf(response)
          const { info } = await sharp(content).raw().toBuffer({ resolveWithObject: true })
          const shown = index === 0 ? width : view.sources[index - 1]?.width
          expect(info.width).toBe(shown)
          expect(Math.abs(info.height - (height * info.width) / width)).toBeLessThanOrEqual(1)
          expect(await tellingTags(content)).toEqual([])
        }
      }
      const ready = await browser.api.media.view.query({ mediaId: view.id })
      expect(ready.state).toBe('ready')
      expect(ready.thumbhash).toMatch(/^[\w+/]{20,40}=*$/)
      expect(ready.sources).toEqual(view.sources)
    }
  }, 60_000)

  it('shows to many at once while it is being made', async () => {
    const view = await sendPicture(browser, await largeJpeg(folder, 12))
    const answers = await Promise.all(Array.from({ length: 30 }, () => get(`/uploads/${view.id}/480`)))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
  })

  it('is not found, for now, where its file is away', async () => {
    const view = await sendPicture(browser, await jpeg(folder))
    open = true
    show(view)
    await app.deps.files.remove(view.id)
    const answer = await get(`/uploads/${view.id}/480`)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store'])
  })

  it('answers under the names of the old interface, and under no other width', async () => {
    const view = await showable()
    for (const name of [`${view.id}.webp`, `${view.id}.jpg`, `${view.id}/1200`]) {
      expect((await get(`/uploads/${name}`)).status, name).toBe(200)
    }
    for (const name of [`${view.id}/481`, `${view.id}/99999`, `${view.id}/x`, `${view.id}/-1`, 'nothing', '']) {
      expect((await get(`/uploads/${name}`)).status, name).toBe(404)
    }
  })

  it('is kept by every cache where anybody may see it, and by none unasked where not', async () => {
    const view = await showable()
    const path = `/uploads/${view.id}`
    expect((await get(path, {}, app.visitor())).status).toBe(404)
    expect((await get(path, {}, app.as('owner'))).status).toBe(404)
    const own = await get(path)
    expect(own.headers.get('cache-control')).toBe('private, no-cache')
    expect(own.headers.get('vary')).toContain('Cookie')
    open = true
    const everybody = await get(path, {}, app.visitor())
    expect(everybody.status).toBe(200)
    expect(everybody.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(everybody.headers.get('set-cookie')).toBeNull()
  })

  it('is gone at once when nothing shows it any more, also for whoever sent it', async () => {
    const view = await sendPicture(browser, await jpeg(folder))
    const path = `/uploads/${view.id}`
    expect((await get(path)).status).toBe(200)
    show(view)
    await app.settle()
    expect((await get(path)).status).toBe(200)
    detachAll(app.deps, use, 1)
    expect((await get(path)).status).toBe(404)
    expect((await get(`${path}/480`)).status).toBe(404)
    show(view)
    expect((await get(path)).status).toBe(200)
  })

  it('is gone at once when its uploader discards it, from the disk too', async () => {
    const view = await sendPicture(browser, await jpeg(folder))
    await app.settle()
    await browser.api.media.discard.mutate({ mediaId: view.id })
    expect((await get(`/uploads/${view.id}`)).status).toBe(404)
    await expect.poll(() => app.deps.files.stat(view.id)).toBeNull()
    await expect.poll(() => app.deps.files.stat(`${view.id}-480.webp`)).toBeNull()
  })

  it('shows although a variant was lost, which is made again', async () => {
    const view = await showable()
    await app.deps.files.remove(`${view.id}-480.webp`)
    const drawn = await get(`/uploads/${view.id}/480`)
    expect([drawn.status, drawn.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect((await sharp(await contentOf(drawn)).metadata()).width).toBe(480)
    await app.settle()
    expect((await get(`/uploads/${view.id}/480`)).headers.get('etag')).not.toBeNull()
  })

  it('opens by a signed address until it expires, and only that picture', async () => {
    const view = await showable()
    const other = await showable(await jpegWithGps(folder))
    show(view, 2)
    const visitor = app.visitor()
    const address = urlSigner(app.deps, actorOf(app.deps, person) as SignedIn, hours(1))(view.id)
    const answer = await get(address, {}, visitor)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('private, no-cache')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect((await get(address.replace('?', '/480?'), {}, visitor)).status).toBe(200)
    expect((await get(address.replace(view.id, other.id), {}, visitor)).status).toBe(404)
    expect((await get(address.replace(/expires=\d/, 'expires=9'), {}, visitor)).status).toBe(404)
    expect((await get(address.slice(0, -1), {}, visitor)).status).toBe(404)
    expect((await get(`${address}&signature=x`, {}, visitor)).status).toBe(404)
    expect((await get(address.replace(/for=\d+/, 'for=999'), {}, visitor)).status).toBe(404)
    expect((await get(address.replace(/for=\d+&/, ''), {}, visitor)).status).toBe(404)
    allowed = null
    expect((await get(address, {}, visitor)).status).toBe(404)
    allowed = person.id
    expect((await get(address, {}, visitor)).status).toBe(200)
    app.clock.advance(hours(2))
    expect((await get(address, {}, visitor)).status).toBe(404)
  })

  it('is sent in the part that was asked for, and not again where it is known', async () => {
    const view = await showable()
    const path = `/uploads/${view.id}`
    const answer = await get(path)
    const etag = answer.headers.get('etag') ?? ''
    const whole = await contentOf(answer)
    expect(answer.headers.get('accept-ranges')).toBe('bytes')
    expect(answer.headers.get('content-length')).toBe(String(whole.length))

    for (const [range, from, to] of [
      ['bytes=0-99', 0, 100],
      ['bytes=100-', 100, whole.length],
      ['bytes=-50', whole.length - 50, whole.length],
      [`bytes=10-${whole.length + 999}`, 10, whole.length],
    ] as const) {
      const part = await get(path, { range })
      expect(part.status, range).toBe(206)
      expect(part.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${whole.length}`)
      expect((await contentOf(part)).equals(whole.subarray(from, to)), range).toBe(true)
    }
    expect((await get(path, { range: 'bytes=0-9', 'if-range': etag })).status).toBe(206)
    expect((await get(path, { range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200)
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304)
    expect((await get(path, { 'if-none-match': `W/${etag}, "x"` })).status).toBe(304)
    const headOnly = await browser.bare(path, { method: 'HEAD' })
    expect([headOnly.status, headOnly.headers.get('content-length')]).toEqual([200, String(whole.length)])
  })

  it('attack 64: many, absurd or endless ranges cost one file at most', async () => {
    const view = await showable()
    const path = `/uploads/${view.id}`
    const { length } = await contentOf(await get(path))
    for (const range of [`bytes=${length}-`, `bytes=${length}-${length + 5}`, 'bytes=999999999999-', 'bytes=-0']) {
      const refused = await get(path, { range })
      expect(refused.status, range).toBe(416)
      expect(refused.headers.get('content-range')).toBe(`bytes */${length}`)
      expect(await contentOf(refused)).toHaveLength(0)
    }
    const many = `bytes=${Array.from({ length: 1000 }, (_, index) => `${index}-`).join(',')}`
    for (const range of [many, 'bytes=0-,0-,0-', 'bytes=5-2', 'bytes=-', 'bytes=a-b', `bytes=0-${'9'.repeat(400)}`]) {
      const answer = await get(path, { range })
      expect(answer.status).toBe(200)
      expect(await contentOf(answer)).toHaveLength(length)
    }
  })
})

describe('a hostile file', () => {
  it('attack 52: SVG, HTML and XML with script are refused, and nothing that is served can run', async () => {
    const xml = join(folder, 'a.xml')
    await writeFile(
      xml,
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    )
    for (const path of [await svgWithScript(folder), await htmlWithScript(folder), xml]) {
      const uploadId = await sendFile(browser, await readFile(path))
      expect((await browser.fetch(`/api/uploads/${uploadId}`)).status).toBe(405)
      expect((await get(`/uploads/${uploadId}`)).status).toBe(404)
      const finish = browser.api.media.finish.mutate({ uploadId, name: 'photo.jpg' })
      await expect(finish).rejects.toMatchObject({ data: { code: 'UNSUPPORTED', key: 'media.errors.notAnImage' } })
      expect((await get(`/uploads/${uploadId}`)).status).toBe(404)
    }
    const view = await showable()
    for (const url of [`/uploads/${view.id}`, `/uploads/${view.id}/480`]) {
      const { headers } = await get(url)
      expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('content-disposition')).toMatch(/^inline; /)
    }
    for (const type of ['image/svg+xml', 'text/html', 'application/xml', 'application/octet-stream']) {
      expect(contentDisposition(type, 'a.svg')).toMatch(/^attachment; /)
    }
  })

  it('attack 56: SVG with an external entity or a billion laughs is refused unread', async () => {
    const laughs = Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`)
    for (const doctype of [
      '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
      `<!DOCTYPE svg [<!ENTITY l0 "ha">${laughs.join('')}]>`,
    ]) {
      const svg = `<?xml version="1.0"?>${doctype}<svg xmlns="http://www.w3.org/2000/svg"><text>&x;&l9;</text></svg>`
      const uploadId = await sendFile(browser, Buffer.from(svg))
      const finish = browser.api.media.finish.mutate({ uploadId, name: 'photo.svg' })
      await expect(finish).rejects.toMatchObject({ data: { code: 'UNSUPPORTED', key: 'media.errors.notAnImage' } })
      await expectNothingLeft(app.deps)
    }
  })

  it('attack 53: a picture that is also a page is served as pixels alone', async () => {
    const page = '<!doctype html><script>alert(document.domain)</script>'
    const gifar = await jpegFollowedBy(folder, page)
    const commented = join(folder, 'comment.jpg')
    await sharp(await jpeg(folder))
      .withExif({ IFD0: { ImageDescription: page } })
      .toFile(commented)
    for (const path of [gifar, commented]) {
      const view = await sendPicture(browser, path, 'page.html')
      for (const made of [false, true]) {
        if (made) await app.settle()
        const response = await get(`/uploads/${view.id}`)
        expect(response.headers.get('content-type')).toBe('image/webp')
        expect((await contentOf(response)).includes('<script>')).toBe(false)
      }
    }
  })

  it('attack 54: names with paths, NUL, line breaks or turned letters reach no path and no header', async () => {
    const content = await readFile(await jpeg(folder))
    const names: [string, string][] = [
      ['../../etc/passwd', 'passwd'],
      ['..%2f..%2fx.jpg', '..%2f..%2fx.jpg'],
      ['/etc/\0shadow.jpg', 'shadow.jpg'],
      ['C:\\Windows\\a.jpg', 'a.jpg'],
      ['a\r\nSet-Cookie: x=1.jpg', 'aSet-Cookie: x=1.jpg'],
      ['photo\u202egpj.exe', 'photogpj.exe'],
      ['e\u0301te\u0301 "à" la mer.jpg', 'été "à" la mer.jpg'],
    ]
    for (const [given, kept] of names) {
      const uploadId = await sendFile(browser, content, { metadata: { filename: given } })
      const view = await browser.api.media.finish.mutate({ uploadId, name: given })
      expect(view.name).toBe(kept)
      const { headers } = await get(`/uploads/${view.id}`)
      const disposition = headers.get('content-disposition') ?? ''
      expect(disposition).toMatch(/^inline; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.%!~*'()-]*$/)
      expect(disposition).toContain(`filename*=UTF-8''${encodeURIComponent(kept.replace(/\.\w+$/, ''))}.webp`)
      expect(headers.get('set-cookie')).toBeNull()
    }
    for (const path of [
      '..%2f..%2fdata%2ffoyer.db',
      '%2e%2e%2fdata',
      '%00',
      'a%0d%0ab',
      '%2fetc%2fpasswd',
      'incoming',
    ]) {
      expect((await get(`/uploads/${path}`)).status, path).toBe(404)
      expect((await browser.fetch(`/api/uploads/${path}`, { method: 'HEAD' })).status, path).toBe(404)
    }
  })
})
