import type { Me } from '../../shared/house.ts'
import type { Locale } from '../../shared/locale.ts'
import icon from '../ui/icon.svg?raw'
import type { Mood, PageMeta } from './page.ts'
import { startAfterFirstFrame, startAtOnce, warmIntl } from './pageScript.ts'
import type { ColorScheme } from './preferences.ts'

/** One chunk of the browser build's manifest. */
interface BuiltChunk {
  readonly file: string
  readonly src?: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
}

/** The browser build's manifest: chunks and files by their path in the project. */
export type Assets = Readonly<Record<string, BuiltChunk>>

interface HeadContent {
  readonly title: string
  readonly meta: PageMeta
  readonly page: {
    readonly url: string
    readonly locale: Locale
    readonly colorScheme: ColorScheme
    readonly nonce: string
    readonly assets: Assets
    readonly baseAddress: string
    readonly me: Me
  }
  /** Files of the project that the page needs at once. */
  readonly sources: readonly string[]
  readonly mood: Mood
}

const entry = 'client/web.tsx'
const intlWorker = 'client/lib/intlWorker.ts'

/** What only browsers draw. */
const isScreen = (source: string): boolean => source.includes('/app/')

const paper: Readonly<Record<Mood, { readonly light: string; readonly dark: string }>> = {
  studio: { light: '#fcf9f3', dark: '#130e0a' },
  nous: { light: '#fff4f3', dark: '#190e10' },
  atelier: { light: '#f8fafb', dark: '#0e1115' },
}

/** The faces that a mood's first screen is set in. */
const faces: Readonly<Record<Mood, RegExp>> = {
  studio: /(fraunces|hanken-grotesk)-latin-wght-normal/,
  nous: /(fraunces|hanken-grotesk)-latin-wght-normal/,
  atelier: /hanken-grotesk-latin-wght-normal/,
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character)

/** Opening tag and head of a page. */
export function documentHead({ title, meta, page, sources, mood }: HeadContent): string {
  const { locale, colorScheme, nonce, assets } = page
  const scheme =
    colorScheme === 'auto' ? '' : ` data-scheme="${colorScheme}" data-mantine-color-scheme="${colorScheme}"`
  const chunks = chunksOf(assets, sources)
  const worker = assets[intlWorker]
  const [first = '', ...others] = chunks.map(({ file }) => `/${file}`)
  return [
    `<html lang="${locale}" data-mood="${mood}"${scheme}><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
    `<title>${escaped(title)}</title>`,
    ...previews(title, meta, page),
    ...themeColors(mood, colorScheme),
    worker ? warmIntl({ worker: `/${worker.file}`, locale, nonce }) : '',
    (sources.some(isScreen) ? startAtOnce : startAfterFirstFrame)({ nonce, entry: first, others }),
    ...firstLooks(chunks, mood),
    '</head>',
  ].join('')
}

function previews(title: string, meta: PageMeta, { url, baseAddress, me, locale }: HeadContent['page']): string[] {
  const description = meta.description ?? me.site.promise
  const address = new URL(new URL(url).pathname, baseAddress).href
  const properties: [string, string | undefined][] = [
    ['og:title', title],
    ['og:site_name', me.site.name],
    ['og:type', 'website'],
    ['og:locale', locale === 'fr' ? 'fr_FR' : 'en_GB'],
    ['og:url', address],
    ['og:description', description || undefined],
    ['og:image', meta.image ? new URL(meta.image, baseAddress).href : undefined],
  ]
  return [
    ...(description ? [`<meta name="description" content="${escaped(description)}">`] : []),
    ...(meta.unlisted ? ['<meta name="robots" content="noindex">'] : []),
    ...properties.map(([name, content]) => (content ? `<meta property="${name}" content="${escaped(content)}">` : '')),
    `<meta name="twitter:card" content="${meta.image ? 'summary_large_image' : 'summary'}">`,
  ]
}

function themeColors(mood: Mood, scheme: ColorScheme): string[] {
  const { light, dark } = paper[mood]
  if (scheme !== 'auto') return [`<meta name="theme-color" content="${scheme === 'light' ? light : dark}">`]
  return [
    `<meta name="theme-color" media="(prefers-color-scheme: light)" content="${light}">`,
    `<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${dark}">`,
  ]
}

/** The chunks of the entry and of the page's sources, the entry first. */
function chunksOf(assets: Assets, sources: readonly string[]): readonly BuiltChunk[] {
  const chunks = new Set<string>()
  const visit = (name: string) => {
    if (chunks.has(name) || !assets[name]) return
    chunks.add(name)
    for (const imported of assets[name].imports ?? []) visit(imported)
  }
  for (const source of [entry, ...sources]) visit(source)
  return [...chunks].flatMap((name) => assets[name] ?? [])
}

/** Links to the style sheets and faces that the page is first seen in. */
function firstLooks(chunks: readonly BuiltChunk[], mood: Mood): string[] {
  const styles = new Set(chunks.flatMap(({ css }) => css ?? []))
  const fonts = new Set(chunks.flatMap((chunk) => chunk.assets ?? []).filter((file) => faces[mood].test(file)))
  return [
    '<link rel="manifest" href="/manifest.webmanifest"><link rel="apple-touch-icon" href="/icons/touch-180.png">',
    `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,${encodeURIComponent(icon)}">`,
    ...[...fonts].map((file) => `<link rel="preload" as="font" type="font/woff2" href="/${file}" crossorigin>`),
    ...[...styles].map((file) => `<link rel="stylesheet" href="/${file}">`),
  ]
}
