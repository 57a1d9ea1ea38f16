import type { Command, CommandArguments } from '../../../lib/page.ts'

/** What ⌘K offers whoever administers the house. */
export function commands({ me, t, go }: CommandArguments): readonly Command[] {
  if (!me.abilities.includes('house.administer')) return []
  const keywords = t('house.page.commands.keywords').split(', ')
  const command = (id: Parameters<typeof labelOf>[0], to: string): Command => ({
    id: `house.${id}`,
    label: labelOf(id),
    keywords,
    run: () => go(to),
  })
  const labelOf = (id: 'check' | 'mailServer' | 'sendWaiting' | 'site' | 'modules' | 'groups' | 'demo') =>
    t(`house.page.commands.${id}`)
  return [
    command('check', '/admin/health'),
    command('site', '/admin/settings'),
    command('mailServer', '/admin/settings#mail'),
    command('sendWaiting', '/admin/mail'),
    command('modules', '/admin/modules'),
    command('groups', '/admin/groups'),
    command('demo', '/admin/content'),
  ]
}
