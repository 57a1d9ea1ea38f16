import { Parser } from 'htmlparser2'

/** An item of a feed: the texts of its elements, and its Torznab attributes by name. */
export interface FeedItem {
  readonly texts: ReadonlyMap<string, string>
  readonly categories: readonly number[]
  readonly attributes: ReadonlyMap<string, string>
  readonly enclosure: { readonly url: string; readonly length: string } | null
}

/** An answer in the language of Torznab. */
export interface Feed {
  /** What the document is: `rss`, `caps`, `indexers`, `error`; anything else is none of Torznab's. */
  readonly root: string
  /** Of the root, such as `code` and `description` of an error. */
  readonly rootAttributes: Readonly<Record<string, string>>
  /** What a server calls itself. */
  readonly title: string
  readonly items: readonly FeedItem[]
  /** Of a list of indexers. */
  readonly indexers: readonly { readonly id: string; readonly title: string }[]
}

const mostItems = 1_000
const longestText = 20_000
const deepest = 32

interface OpenItem {
  readonly texts: Map<string, string>
  readonly categories: number[]
  readonly attributes: Map<string, string>
  enclosure: FeedItem['enclosure']
}

const ownName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase()

class Reader {
  root = ''
  rootAttributes: Record<string, string> = {}
  title = ''
  readonly items: FeedItem[] = []
  readonly indexers: { id: string; title: string }[] = []
  readonly #path: string[] = []
  #item: OpenItem | null = null
  #text = ''

  open(tag: string, attributes: Record<string, string>): void {
    const name = ownName(tag)
    if (this.#path.length >= deepest) throw new Error('too deep')
    if (this.#path.length === 0 && this.root === '') {
      this.root = name
      this.rootAttributes = attributes
    }
    this.#path.push(name)
    this.#text = ''
    if (name === 'item') {
      this.#item = { texts: new Map(), categories: [], attributes: new Map(), enclosure: null }
    } else if (this.#item && name === 'attr') this.#attribute(this.#item, attributes)
    else if (this.#item && name === 'enclosure') {
      this.#item.enclosure = { url: attributes.url ?? '', length: attributes.length ?? '' }
    } else if (name === 'indexer') this.indexers.push({ id: attributes.id ?? '', title: '' })
    else if (name === 'server') this.title ||= attributes.title ?? ''
  }

  #attribute(item: OpenItem, { name = '', value = '' }: Record<string, string>): void {
    if (name === 'category') item.categories.push(Number(value))
    else item.attributes.set(name.toLowerCase(), value.slice(0, longestText))
  }

  text(part: string): void {
    if (this.#text.length < longestText) this.#text += part
  }

  close(tag: string): void {
    const name = ownName(tag)
    this.#path.pop()
    const parent = this.#path.at(-1)
    const text = this.#text.trim()
    if (name === 'item') this.#endItem()
    else if (this.#item && parent === 'item') this.#child(this.#item, name, text)
    else if (name === 'title' && parent === 'channel') this.title ||= text
    else if (name === 'title' && parent === 'indexer') {
      const last = this.indexers.at(-1)
      if (last) last.title = text
    }
    this.#text = ''
  }

  #child(item: OpenItem, name: string, text: string): void {
    if (name === 'category') item.categories.push(Number(text))
    else if (text !== '' && !item.texts.has(name)) item.texts.set(name, text)
  }

  #endItem(): void {
    if (this.#item && this.items.length < mostItems) this.items.push(this.#item)
    this.#item = null
  }
}

/** Reads what a Torznab server answered, one thousand items of it at most; null where it is no XML. */
export function readFeed(xml: string): Feed | null {
  const reader = new Reader()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      ontext: (text) => reader.text(text),
      onclosetag: (name) => reader.close(name),
    },
    { xmlMode: true },
  )
  try {
    parser.end(xml)
  } catch {
    return null
  }
  return reader.root === '' ? null : reader
}
