import type { Command, CommandArguments } from '../../../lib/page.ts'

/** What ⌘K offers of notices. */
export function commands({ me, t, go }: CommandArguments): readonly Command[] {
  if (!me.account) return []
  const keywords = t('notices.page.commands.keywords').split(', ')
  return [
    { id: 'notices.list', label: t('notices.page.commands.list'), keywords, run: () => go('/me/notices') },
    {
      id: 'notices.choices',
      label: t('notices.page.commands.choices'),
      keywords,
      run: () => go('/me/notices/choices'),
    },
  ]
}
