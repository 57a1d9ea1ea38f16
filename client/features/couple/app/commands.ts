import { coupleMe } from '../../../../shared/couple-me.ts'
import type { Command, CommandArguments, FindArguments } from '../../../lib/page.ts'

/** What ⌘K offers of the couple's pages, besides their lines in the menus. */
export function commands({ me, t, go }: CommandArguments): readonly Command[] {
  const { partner, open } = coupleMe.of(me)
  if (!open) return []
  const command = (id: 'new' | 'search' | 'edit' | 'deleted', to: string): Command => ({
    id: `couple.${id}`,
    label: t(`coupleEditor.commands.${id}`),
    description: t(`coupleEditor.commands.${id}Hint`),
    run: () => go(to),
  })
  const write = (id: 'chapter' | 'subject', to: string): Command => ({
    id: `couple.${id}`,
    label: t(`coupleStoryEditor.commands.${id}`),
    description: t(`coupleStoryEditor.commands.${id}Hint`),
    run: () => go(to),
  })
  const search = command('search', '/couple/memories#search')
  const bring: Command = {
    id: 'couple.import',
    label: t('coupleImport.offer.open'),
    description: t('coupleImport.offer.searchHint'),
    run: () => go('/admin/couple/import'),
  }
  if (!partner) return me.abilities.includes('couple.administer') ? [search, bring] : [search]
  return [
    command('new', '/couple/memories/new'),
    search,
    write('chapter', '/couple/story/new'),
    write('subject', '/couple/future/new'),
    command('edit', '/couple/edit'),
    command('deleted', '/couple/memories/deleted'),
    bring,
  ]
}

const foundAtMost = 6

/** Memories whose title, text or place holds the words. */
export async function find(query: string, { me, go, api, formats }: FindArguments): Promise<readonly Command[]> {
  if (!coupleMe.of(me).open) return []
  const { memories } = await api.couple.search.query({ query, limit: foundAtMost })
  return memories.map(({ id, title, date, place }) => ({
    id: `couple.memory.${id}`,
    label: title || formats.date(date, 'weekday'),
    description: [formats.date(date), place].filter(Boolean).join(' · '),
    run: () => go(`/couple/memories/${id}`),
  }))
}
