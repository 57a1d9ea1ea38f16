import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { catalogueSource, flatten, type MessageTree } from './catalogue.ts'
import { checkMessages } from './check.ts'

export interface MessagesReport {
  messages: number
  faults: string[]
  written: boolean
}

/** Writes the message types of a project folder when they changed, and says what is wrong in its messages. */
export function generateMessages(root: string): MessagesReport {
  const folder = join(root, 'shared/messages')
  const faults: string[] = []
  const french = readLanguage(join(folder, 'fr'), faults)
  const english = readLanguage(join(folder, 'en'), faults)
  const messages = flatten(french).size
  if (messages === 0) faults.push('shared/messages/fr: no message found')
  const written = writeWhenChanged(join(folder, 'catalogue.gen.ts'), catalogueSource(french))
  return { messages, faults: [...faults, ...checkMessages(french, english)], written }
}

function readLanguage(folder: string, faults: string[]): MessageTree {
  const tree: MessageTree = {}
  for (const name of jsonFiles(folder)) {
    const path = join(folder, name)
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'))
    tree[name.slice(0, -'.json'.length)] = asTree(content, path, faults)
  }
  return tree
}

function jsonFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
}

function asTree(content: unknown, where: string, faults: string[]): MessageTree {
  const tree: MessageTree = {}
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    faults.push(`${where}: neither a text nor an object of texts`)
    return tree
  }
  for (const [key, value] of Object.entries(content)) {
    if (key.includes('.')) faults.push(`${where}: the key "${key}" holds a dot`)
    tree[key] = typeof value === 'string' ? value : asTree(value, `${where} ${key}`, faults)
  }
  return tree
}

function writeWhenChanged(path: string, source: string): boolean {
  if (existsSync(path) && readFileSync(path, 'utf8') === source) return false
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, source)
  return true
}
