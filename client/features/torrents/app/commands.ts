import type { Command, CommandArguments, FindArguments } from '../../../lib/page.ts'
import { seesAll } from '../access.ts'
import { arrange } from '../arrange.ts'

const isOpenTo = ({ modules, abilities }: CommandArguments['me']): boolean =>
  modules.includes('torrents') && abilities.includes('torrents.use')

/** What ⌘K offers of the torrents, besides their lines in the menus. */
export function commands({ me, t, go }: CommandArguments): readonly Command[] {
  if (!isOpenTo(me)) return []
  const add: Command = {
    id: 'torrents.add',
    label: t('torrentPages.commands.add'),
    description: t('torrentPages.commands.addHint'),
    run: () => go('/torrents#add'),
  }
  if (!seesAll(me.abilities)) return [add]
  return [add, { id: 'torrents.all', label: t('torrentPages.list.allTitle'), run: () => go('/torrents/all') }]
}

const foundAtMost = 6

/** Own torrents whose name holds the words. */
export async function find(query: string, of: FindArguments): Promise<readonly Command[]> {
  const { me, go, api, t, formats } = of
  if (!isOpenTo(me)) return []
  const { torrents } = await api.torrents.list.query({ scope: 'own' })
  const { shown } = arrange(torrents, { group: 'all', text: query, order: { by: 'addedAt', falling: true } })
  return shown.slice(0, foundAtMost).map(({ id, name, state, progress }) => ({
    id: `torrents.${id}`,
    label: name,
    description: [t(`torrentPages.states.${state}`), formats.percent(Math.floor(progress * 100) / 100)].join(' · '),
    run: () => go(`/torrents/${id}`),
  }))
}
