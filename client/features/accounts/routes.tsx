import type { Feature } from '../../lib/page.ts'

export const accounts: Feature = {
  overHome: [
    {
      path: 'login',
      kind: 'app',
      load: () => import('./app/SignInPage.tsx'),
      words: ['accounts', 'mfa'],
      title: 'accounts.page.signIn.title',
    },
  ],
  bare: [
    {
      path: 'invitation',
      kind: 'app',
      load: () => import('./app/InvitationPage.tsx'),
      words: ['accounts'],
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
      path: 'mfa-recovery',
      kind: 'app',
      load: () => import('./app/mfa/RecoveryPage.tsx'),
      words: ['accounts', 'mfa'],
      mood: 'studio',
      title: 'mfa.page.recovery.title',
    },
    {
      path: 'mfa-recovery/stop',
      kind: 'app',
      load: () => import('./app/mfa/StopRecoveryPage.tsx'),
      words: ['accounts', 'mfa'],
      mood: 'studio',
      title: 'mfa.page.stop.title',
    },
  ],
  workshop: [
    {
      path: 'me',
      kind: 'app',
      load: () => import('./app/MePage.tsx'),
      words: ['accounts', 'mfa'],
      title: 'accounts.page.me.title',
      signedIn: true,
    },
  ],
  navigation: [{ to: '/me', label: 'common.navigation.account', icon: 'user', place: 'workshop', signedIn: true }],
  words: ['accounts', 'mfa'],
  settings: () => import('./app/settings.ts'),
  commands: { words: ['accounts', 'mfa'], load: () => import('./app/commands.ts') },
}
