import type { Command, CommandArguments } from '../../../lib/page.ts'

/** What ⌘K offers of the couple's pages, besides their lines in the menus. */
export function commands({ me, t, go }: CommandArguments): readonly Command[] {
  if (!me.modules.includes('couple')) return []
  const command = (id: 'new' | 'search' | 'edit' | 'deleted', to: string): Command => ({
    id: `couple.${id}`,
    label: t(`coupleEditor.commands.${id}`),
    description: t(`coupleEditor.commands.${id}Hint`),
    run: () => go(to),
  })
  const search = command('search', '/couple/memories#search')
  if (!me.partner) return [search]
  return [
    command('new', '/couple/memories/new'),
    search,
    command('edit', '/couple/edit'),
    command('deleted', '/couple/memories/deleted'),
  ]
}
