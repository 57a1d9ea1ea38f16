import { flatten, type MessageTree } from './catalogue.ts'
import { argumentsOf, element, type IcuElement, parseMessage, walk } from './icu.ts'
import { frenchTypography } from './typography.ts'

/** Every fault of a catalogue in both languages, one line each; empty when they agree and read well. */
export function checkMessages(french: MessageTree, english: MessageTree): string[] {
  const fr = flatten(french)
  const en = flatten(english)
  return [
    ...missing(fr, en, 'en'),
    ...missing(en, fr, 'fr'),
    ...[...fr].flatMap(([key, message]) => checkPair(key, message, en.get(key))),
    ...[...en].filter(([key]) => !fr.has(key)).flatMap(([key, message]) => parsed(`en ${key}`, 'en', message).faults),
  ]
}

function missing(from: Map<string, string>, to: Map<string, string>, language: string): string[] {
  return [...from.keys()].filter((key) => !to.has(key)).map((key) => `${language} ${key}: missing`)
}

function checkPair(key: string, french: string, english: string | undefined): string[] {
  const fr = parsed(`fr ${key}`, 'fr', french)
  const typography = frenchTypography(fr.elements).map((words) => `fr ${key}: ${words}`)
  if (english === undefined) return [...fr.faults, ...typography]
  const en = parsed(`en ${key}`, 'en', english)
  const faults = [...fr.faults, ...typography, ...en.faults]
  return fr.elements.length && en.elements.length ? [...faults, ...differing(key, fr.elements, en.elements)] : faults
}

function differing(key: string, french: IcuElement[], english: IcuElement[]): string[] {
  const fr = argumentNames(french)
  const en = argumentNames(english)
  return fr === en ? [] : [`${key}: arguments differ, fr has ${fr}; en has ${en}`]
}

function argumentNames(elements: IcuElement[]): string {
  return [...argumentsOf(elements)].sort().join(', ') || 'none'
}

function parsed(where: string, language: string, message: string): { elements: IcuElement[]; faults: string[] } {
  if (message.trim() === '') return { elements: [], faults: [`${where}: empty`] }
  try {
    const elements = parseMessage(message)
    return { elements, faults: pluralFaults(where, language, elements) }
  } catch (error) {
    return { elements: [], faults: [`${where}: not an ICU message, ${error instanceof Error ? error.message : error}`] }
  }
}

function pluralFaults(where: string, language: string, elements: IcuElement[]): string[] {
  return [...walk(elements)].flatMap((one) => {
    if (one.type !== element.plural) return []
    const type = one.pluralType ?? 'cardinal'
    const known = new Intl.PluralRules(language, { type }).resolvedOptions().pluralCategories as string[]
    const options = Object.keys(one.options ?? {})
    return options
      .filter((option) => !option.startsWith('=') && !known.includes(option))
      .map((option) => `${where}: the language has no plural form "${option}"`)
  })
}
