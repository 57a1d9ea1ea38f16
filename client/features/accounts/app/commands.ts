import type { Command, CommandArguments } from '../../../lib/page.ts'

/** What ⌘K offers of one's own account. */
export function commands({ me, t, go }: CommandArguments): readonly Command[] {
  const keywords = t('accounts.page.commands.keywords').split(', ')
  if (!me.account) {
    return [{ id: 'accounts.signIn', label: t('accounts.page.commands.signIn'), keywords, run: () => go('/login') }]
  }
  return [
    { id: 'accounts.profile', label: t('accounts.page.commands.profile'), keywords, run: () => go('/me') },
    { id: 'accounts.password', label: t('accounts.page.commands.password'), keywords, run: () => go('/me#password') },
    {
      id: 'accounts.mfa',
      label: t('mfa.page.commands.mfa'),
      keywords: t('mfa.page.commands.keywords').split(', '),
      run: () => go('/me#mfa'),
    },
    { id: 'accounts.sessions', label: t('accounts.page.commands.sessions'), keywords, run: () => go('/me#sessions') },
  ]
}
