import { peopleMe } from '../../../../shared/people-me.ts'
import type { Command, CommandArguments, FindArguments } from '../../../lib/page.ts'
import { isMeant } from './users/isMeant.ts'

const administers = ({ me }: Pick<CommandArguments, 'me'>): boolean => me.abilities.includes('house.administer')

/** What ⌘K offers of the people of the house to whoever manages them. */
function peopleCommands({ t, go }: CommandArguments): readonly Command[] {
  const keywords = t('people.commands.keywords').split(', ')
  const command = (id: 'list' | 'add' | 'access', to: string): Command => ({
    id: `people.${id}`,
    label: t(`people.commands.${id}`),
    keywords,
    run: () => go(to),
  })
  return [
    command('list', '/admin/people'),
    command('add', '/admin/people/new'),
    command('access', '/admin/people#access'),
  ]
}

/** What ⌘K offers of one's own account, and of those of others. */
export function commands(of: CommandArguments): readonly Command[] {
  const { me, t, go } = of
  const keywords = t('accounts.page.commands.keywords').split(', ')
  if (!me.account) {
    const join = { id: 'people.join', label: t('people.commands.join'), keywords, run: () => go('/join') }
    return [
      { id: 'accounts.signIn', label: t('accounts.page.commands.signIn'), keywords, run: () => go('/login') },
      ...(peopleMe.of(me).registration ? [join] : []),
    ]
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
    ...(administers(of) ? peopleCommands(of) : []),
    {
      id: 'accounts.apiKeys',
      label: t('apiKeys.page.command'),
      keywords: t('apiKeys.page.keywords').split(', '),
      run: () => go('/me/keys'),
    },
  ]
}

const foundAtMost = 6

/** People by their names, for whoever manages them. */
export async function find(query: string, of: FindArguments): Promise<readonly Command[]> {
  if (!administers(of)) return []
  const { people } = await of.api.accounts.everyone.query()
  const meant = people.filter((person) => isMeant(person, query))
  return meant.slice(0, foundAtMost).map(({ id, name, username, role }) => ({
    id: `people.person.${id}`,
    label: name,
    description: [username, of.t(`people.roles.${role}`)].join(' · '),
    run: () => of.go(`/admin/people/${id}`),
  }))
}
