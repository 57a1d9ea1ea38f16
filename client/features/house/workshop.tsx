import type { Feature, PageRoute } from '../../lib/page.ts'
import { everyWordOf } from './words.ts'

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
  ability: 'house.administer',
})

/** @param features their modules, acts, health lines and steps are named on some pages, which speak from their words too */
export const houseWorkshop = (features: readonly Feature[]): readonly PageRoute[] => {
  const everyWord = everyWordOf(features)
  return [
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
  ]
}
