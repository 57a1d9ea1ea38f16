import type { PersonLine } from '../../../../../shared/people.ts'

/** Without case and accents, as people search. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether somebody's names or address hold every one of these words. */
export function isMeant({ name, username, email }: PersonLine, words: string): boolean {
  const text = plain([name, username, email ?? ''].join(' '))
  return plain(words)
    .split(/\s+/)
    .every((word) => text.includes(word))
}
