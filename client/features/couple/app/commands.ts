import type { Command, CommandArguments } from '../../../lib/page.ts'

/** What ⌘K offers of the couple's pages. */
export function commands({ me, t, go }: CommandArguments): readonly Command[] {
  if (!me.modules.includes('couple')) return []
  const command = (id: 'new' | 'timeline' | 'search' | 'edit' | 'admin', to: string): Command => ({
    id: `couple.${id}`,
    label: t(`coupleEditor.commands.${id}`),
    description: t(`coupleEditor.commands.${id}Hint`),
    run: () => go(to),
  })
  return [
    ...(me.partner ? [command('new', '/couple/memories/new')] : []),
    command('timeline', '/couple/memories'),
    command('search', '/couple/memories#search'),
    ...(me.partner ? [command('edit', '/couple/edit')] : []),
    ...(me.abilities.includes('couple.administer') ? [command('admin', '/admin/couple')] : []),
  ]
}
