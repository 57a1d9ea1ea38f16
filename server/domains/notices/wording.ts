import type { NoticeArguments, NoticeDefinition } from '../../../shared/definitions.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Words } from '../../platform/words.ts'
import { kindOf } from './choices.ts'
import type { notice } from './tables.ts'

export interface Worded {
  readonly kind: NoticeDefinition<unknown>
  readonly title: string
  readonly text: string
  readonly link: string
}

type Phrase = (key: MessageKey, args?: NoticeArguments) => string

/** A notice in words of one language; null where its domain is off, or its payload is of another time. */
export function wordingOf(
  deps: Deps,
  { kind: name, payload }: Pick<typeof notice.$inferSelect, 'kind' | 'payload'>,
  words: Words,
): Worded | null {
  const kind = kindOf(deps, name)
  const parsed = kind?.schema.safeParse(JSON.parse(payload))
  if (!kind || !parsed?.success) return null
  const phrase = words as Phrase
  const args = kind.args(parsed.data, (key) => phrase(key))
  return { kind, title: phrase(kind.title, args), text: phrase(kind.text, args), link: kind.link(parsed.data) }
}
