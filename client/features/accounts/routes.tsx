import type { Feature } from '../../lib/page.ts'

export const accounts: Feature = {
  overHome: [
    {
      path: 'login',
      kind: 'app',
      load: () => import('./app/SignInPage.tsx'),
      words: ['accounts'],
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
  ],
  workshop: [
    {
      path: 'me',
      kind: 'app',
      load: () => import('./app/MePage.tsx'),
      words: ['accounts'],
      title: 'accounts.page.me.title',
      signedIn: true,
    },
  ],
  navigation: [{ to: '/me', label: 'common.navigation.account', icon: 'user', place: 'workshop', signedIn: true }],
  words: ['accounts'],
  commands: { words: ['accounts'], load: () => import('./app/commands.ts') },
}
