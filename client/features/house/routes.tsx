import type { Feature, IconName, PageRoute } from '../../lib/page.ts'

const administer = 'house.administer'

const page = (
  path: string,
  load: PageRoute['load'],
  title: PageRoute['title'],
  words: NonNullable<PageRoute['words']> = ['house'],
): PageRoute => ({
  path,
  kind: 'app',
  load,
  words,
  ...(title ? { title } : {}),
  signedIn: true,
  ability: administer,
})

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
  const everyWord = ['house', 'groups', 'media', ...others.flatMap(({ words }) => words ?? [])] as const
  return {
    bare: [
      {
        path: 'setup',
        kind: 'app',
        load: () => import('./app/setup/SetupPage.tsx'),
        words: everyWord,
        mood: 'studio',
        title: 'house.page.setup.title',
      },
    ],
    workshop: [
      page('admin', () => import('./app/OverviewPage.tsx'), 'house.page.overview.title', everyWord),
      page('admin/health', () => import('./app/HealthPage.tsx'), 'house.page.health.title', everyWord),
      page('admin/settings', () => import('./app/SettingsPage.tsx'), 'house.page.settings.title', everyWord),
      page('admin/modules', () => import('./app/ModulesPage.tsx'), 'house.page.modules.title', everyWord),
      {
        ...page('admin/mail', () => import('./app/MailPage.tsx'), 'house.page.mail.title'),
        children: [{ path: ':id', kind: 'app', load: () => import('./app/MailReader.tsx') }],
      },
      page('admin/audit', () => import('./app/AuditPage.tsx'), 'house.page.audit.title', [...everyWord, 'audit']),
      page('admin/groups/:id?', () => import('./app/groups/GroupsPage.tsx'), 'groups.title', everyWord),
      page('admin/content', () => import('./app/ContentPage.tsx'), 'house.page.content.title'),
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
