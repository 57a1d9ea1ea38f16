import type { Feature, PageRoute, WordsDomain } from '../../lib/page.ts'

/** A page that stands for itself on somebody's way in. */
const door = (
  path: string,
  load: PageRoute['load'],
  title: NonNullable<PageRoute['title']>,
  words: readonly WordsDomain[] = [],
): PageRoute => ({ path, kind: 'app', load, words: ['accounts', ...words], mood: 'studio', title })

export const accounts: Feature = {
  overHome: [
    {
      path: 'login',
      kind: 'app',
      load: () => import('./app/SignInPage.tsx'),
      words: ['accounts', 'mfa', 'people'],
      title: 'accounts.page.signIn.title',
    },
  ],
  bare: [
    door('join', () => import('./app/users/JoinPage.tsx'), 'people.join.title', ['people']),
    door('invitation', () => import('./app/InvitationPage.tsx'), 'accounts.page.invitation.title', [
      'people',
      'coupleEditor',
    ]),
    door('reset', () => import('./app/ResetPage.tsx'), 'accounts.page.passwordReset.title'),
    door('confirm-email', () => import('./app/ConfirmEmailPage.tsx'), 'accounts.page.confirmEmail.title'),
    door('mfa', () => import('./app/mfa/EnrolPage.tsx'), 'mfa.page.enrol.title', ['mfa']),
    door('mfa-recovery', () => import('./app/mfa/RecoveryPage.tsx'), 'mfa.page.recovery.title', ['mfa']),
    door('mfa-recovery/stop', () => import('./app/mfa/StopRecoveryPage.tsx'), 'mfa.page.stop.heading', ['mfa']),
  ],
  navigation: [
    {
      to: '/admin/people',
      label: 'workshop.lines.people',
      icon: 'people',
      place: 'workshop',
      ability: 'house.administer',
    },
    { to: '/me', label: 'common.navigation.account', icon: 'user', place: 'workshop', signedIn: true },
  ],
  words: ['accounts', 'mfa', 'people', 'apiKeys'],
  settings: () => import('./app/settings.ts'),
  commands: { words: ['accounts', 'mfa', 'people', 'apiKeys'], load: () => import('./app/commands.ts') },
}
