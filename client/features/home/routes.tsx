import type { Feature, PageRoute } from '../../lib/page.ts'

export const home: Feature = {
  navigation: [{ to: '/', label: 'common.navigation.home', icon: 'home', place: 'site' }],
}

/** `/` in the mood *studio*; what features show over it are its children. */
export const homePage = (over: readonly PageRoute[]): PageRoute => ({
  path: '/',
  kind: 'site',
  mood: 'studio',
  hero: true,
  words: ['home'],
  load: () => import('./site/HomePage.tsx'),
  children: over,
})
