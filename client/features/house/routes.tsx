import type { Feature, IconName, PageRoute } from '../../lib/page.ts'

const administer = 'house.administer'

/** Health lines and acts come from every feature: such a page speaks from all their words. */
const everyFeature = ['house', 'accounts', 'couple', 'media'] as const

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
  label: 'overview' | 'settings' | 'modules' | 'mail' | 'audit' | 'content',
  icon: IconName,
) => ({
  to,
  label: `common.navigation.${label}` as const,
  icon,
  place: 'workshop' as const,
  ability: administer,
})

export const house: Feature = {
  bare: [
    {
      path: 'setup',
      kind: 'app',
      load: () => import('./app/setup/SetupPage.tsx'),
      words: ['house', 'accounts'],
      mood: 'studio',
      title: 'house.page.setup.title',
    },
  ],
  workshop: [
    page('admin', () => import('./app/OverviewPage.tsx'), 'house.page.overview.title', everyFeature),
    page('admin/settings', () => import('./app/SettingsPage.tsx'), 'house.page.settings.title'),
    page('admin/modules', () => import('./app/ModulesPage.tsx'), 'house.page.modules.title'),
    {
      ...page('admin/mail', () => import('./app/MailPage.tsx'), 'house.page.mail.title'),
      children: [{ path: ':id', kind: 'app', load: () => import('./app/MailReader.tsx') }],
    },
    page('admin/audit', () => import('./app/AuditPage.tsx'), 'house.page.audit.title', everyFeature),
    page('admin/content', () => import('./app/ContentPage.tsx'), 'house.page.content.title'),
  ],
  navigation: [
    {
      ...entry('/admin', 'overview', 'gauge'),
      door: { text: 'common.doors.admin', mood: 'atelier', label: 'common.navigation.admin' },
    },
    entry('/admin/settings', 'settings', 'sliders'),
    entry('/admin/modules', 'modules', 'blocks'),
    entry('/admin/mail', 'mail', 'mail'),
    entry('/admin/audit', 'audit', 'list'),
    entry('/admin/content', 'content', 'box'),
  ],
  commands: { words: ['house'], load: () => import('./app/commands.ts') },
}
