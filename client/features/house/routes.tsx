import type { Feature, IconName } from '../../lib/page.ts'
import { everyWordOf } from './words.ts'

const administer = 'house.administer'

const entry = (
  to: string,
  label: 'overview' | 'health' | 'settings' | 'modules' | 'groups' | 'mail' | 'audit' | 'content',
  icon: IconName,
) => ({
  to,
  label: `workshop.lines.${label}` as const,
  icon,
  place: 'workshop' as const,
  ability: administer,
})

/** @param others their modules, acts, health lines and steps are named on some pages, which speak from their words too */
export const house = (others: readonly Feature[]): Feature => {
  return {
    bare: [
      {
        path: 'setup',
        kind: 'app',
        load: () => import('./app/setup/SetupPage.tsx'),
        words: everyWordOf(others),
        mood: 'studio',
        title: 'house.page.setup.title',
      },
    ],
    navigation: [
      {
        ...entry('/admin', 'overview', 'gauge'),
        door: { text: 'common.doors.admin', mood: 'atelier', label: 'common.navigation.admin' },
      },
      entry('/admin/health', 'health', 'pulse'),
      entry('/admin/settings', 'settings', 'sliders'),
      entry('/admin/modules', 'modules', 'blocks'),
      entry('/admin/groups', 'groups', 'circles'),
      entry('/admin/mail', 'mail', 'mail'),
      entry('/admin/audit', 'audit', 'list'),
      entry('/admin/content', 'content', 'box'),
    ],
    commands: { words: ['house'], load: () => import('./app/commands.ts') },
  }
}
