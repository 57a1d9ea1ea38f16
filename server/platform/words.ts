import fs from 'node:fs'
import path from 'node:path'
import { createTranslator } from 'use-intl/core'
import { type Locale, locales } from '../../shared/locale.ts'
import type { Messages } from '../../shared/messages/catalogue.gen.ts'

const messagesFolder = path.join(import.meta.dirname, '../../shared/messages')

function readCatalogue(locale: Locale): Messages {
  const folder = path.join(messagesFolder, locale)
  const entries = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [path.basename(file, '.json'), JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'))])
  return Object.fromEntries(entries) as Messages
}

const translator = (locale: Locale, messages: Messages) => createTranslator<Messages>({ locale, messages })

/** Puts a typed message key and its arguments into the words of one language. */
export type Words = ReturnType<typeof translator>

/** Reads the catalogues of every language once. */
export function loadWords(): (locale: Locale) => Words {
  const words = new Map(locales.map((locale) => [locale, translator(locale, readCatalogue(locale))]))
  return (locale) => words.get(locale) as Words
}
