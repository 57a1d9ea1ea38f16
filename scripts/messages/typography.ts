import { element, type IcuElement } from './icu.ts'

// Stands for an argument in the text that is checked.
const placeholder = '\uFFFC'
const webAddress = /\b[a-z][a-z+.-]*:\/\/[^\s\u00A0\u202F]+/giu

const rules: { pattern: RegExp; words: string }[] = [
  { pattern: /(?<![\u202F!?])[;!?]/u, words: 'needs U+202F before ; ! ?' },
  { pattern: /(?<!\u00A0):(?!(?<=\d:)\d)/u, words: 'needs U+00A0 before :' },
  { pattern: /«(?!\u00A0)/u, words: 'needs U+00A0 after «' },
  { pattern: /(?<!\u00A0)»/u, words: 'needs U+00A0 before »' },
  { pattern: /'/u, words: 'needs ’ instead of an apostrophe' },
  { pattern: /"/u, words: 'needs « » instead of straight quotation marks' },
]

/** What a French message breaks of French typography, in words; empty when it is right. */
export function frenchTypography(elements: IcuElement[]): string[] {
  const broken = new Set<string>()
  for (const text of texts(elements)) {
    const prose = text.replace(webAddress, placeholder)
    for (const rule of rules) if (rule.pattern.test(prose)) broken.add(rule.words)
  }
  return [...broken]
}

/** The running texts of a message: itself with its arguments blanked out, then every branch of its plurals and selects. */
function texts(elements: IcuElement[]): string[] {
  const branches: string[] = []
  const own = elements.map((one) => runningText(one, branches)).join('')
  return [own, ...branches]
}

function runningText(one: IcuElement, branches: string[]): string {
  if (one.type === element.literal) return one.value
  if (one.children) {
    const [inside = '', ...deeper] = texts(one.children)
    branches.push(...deeper)
    return inside
  }
  for (const option of Object.values(one.options ?? {})) branches.push(...texts(option.value))
  return placeholder
}
