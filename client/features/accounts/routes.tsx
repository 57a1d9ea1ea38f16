import type { Feature } from '../../lib/page.ts'

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
    {
      path: 'join',
      kind: 'app',
      load: () => import('./app/users/JoinPage.tsx'),
      words: ['accounts', 'people'],
      mood: 'studio',
      title: 'people.join.title',
    },
    {
      path: 'invitation',
      kind: 'app',
      load: () => import('./app/InvitationPage.tsx'),
      words: ['accounts', 'people'],
      mood: 'studio',
      title: 'accounts.page.invitation.title',
    },
    {
      path: 'reset',
      kind: 'app',
      load: () => import('./app/ResetPage.tsx'),
      words: ['accounts'],
      mood: 'studio',
      title: 'accounts.page.passwordReset.title',
    },
    {
      path: 'confirm-email',
      kind: 'app',
      load: () => import('./app/ConfirmEmailPage.tsx'),
      words: ['accounts'],
      mood: 'studio',
      title: 'accounts.page.confirmEmail.title',
    },
    {
      path: 'mfa',
      kind: 'app',
      load: () => import('./app/mfa/EnrolPage.tsx'),
      words: ['accounts', 'mfa'],
      mood: 'studio',
      title: 'mfa.page.enrol.title',
    },
    {
      path: 'mfa-recovery/:stop?',
      kind: 'app',
      load: () => import('./app/mfa/RecoveryPage.tsx'),
      words: ['accounts', 'mfa'],
      mood: 'studio',
      title: 'mfa.page.recovery.title',
    },
  ],
  workshop: [
    {
      path: 'admin/people/:id?',
      kind: 'app',
      load: () => import('./app/users/PeoplePage.tsx'),
      // What a person has and may do is named by the domains that hold it.
      words: ['accounts', 'people', 'groups', 'media', 'coupleEditor'],
      title: 'people.page.title',
      signedIn: true,
      ability: 'house.administer',
    },
    {
      path: 'me',
      kind: 'app',
      load: () => import('./app/MePage.tsx'),
      words: ['accounts', 'mfa', 'apiKeys'],
      title: 'accounts.page.me.title',
      signedIn: true,
    },
    {
      path: 'me/keys',
      kind: 'app',
      load: () => import('./app/keys/KeysPage.tsx'),
      words: ['apiKeys'],
      title: 'apiKeys.page.title',
      signedIn: true,
    },
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
