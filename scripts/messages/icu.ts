import { createRequire } from 'node:module'

/** The elements of a parsed ICU message, numbered as the parser does. */
export const element = {
  literal: 0,
  argument: 1,
  number: 2,
  date: 3,
  time: 4,
  select: 5,
  plural: 6,
  pound: 7,
  tag: 8,
} as const

export interface IcuElement {
  type: number
  value: string
  options?: Record<string, { value: IcuElement[] }>
  children?: IcuElement[]
  pluralType?: 'cardinal' | 'ordinal'
}

interface IcuParser {
  parse(message: string, options: { captureLocation: boolean }): IcuElement[]
}

function loadParser(): IcuParser {
  // The very parser that formats the messages at run time: it is a dependency of use-intl's, not ours.
  let from = createRequire(import.meta.url)
  for (const step of ['use-intl', 'intl-messageformat']) from = createRequire(from.resolve(step))
  return from('@formatjs/icu-messageformat-parser') as IcuParser
}

const parser = loadParser()

/** Parses an ICU message; throws a SyntaxError for one that cannot be formatted, such as a plural without `other`. */
export function parseMessage(message: string): IcuElement[] {
  return parser.parse(message, { captureLocation: false })
}

/** The arguments of a message as `name:kind`, where kind is what a caller must pass. */
export function argumentsOf(elements: IcuElement[]): Set<string> {
  const found = new Set<string>()
  for (const one of walk(elements)) {
    const kind = argumentKind(one)
    if (kind) found.add(`${one.value}:${kind}`)
  }
  return found
}

/** Every element at every depth. */
export function* walk(elements: IcuElement[]): Generator<IcuElement> {
  for (const one of elements) {
    yield one
    yield* walk(one.children ?? [])
    for (const option of Object.values(one.options ?? {})) yield* walk(option.value)
  }
}

function argumentKind(one: IcuElement): string | null {
  switch (one.type) {
    case element.argument:
      return 'string'
    case element.number:
    case element.plural:
      return 'number'
    case element.date:
    case element.time:
      return 'date'
    case element.select:
      return `select of ${Object.keys(one.options ?? {})
        .sort()
        .join(' | ')}`
    case element.tag:
      return 'tag'
    default:
      return null
  }
}
