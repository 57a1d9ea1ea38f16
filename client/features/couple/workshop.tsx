import type { PageRoute } from '../../lib/page.ts'

export const coupleWorkshop: readonly PageRoute[] = [
  {
    path: 'admin/couple',
    kind: 'app',
    words: ['couple', 'coupleEditor', 'coupleImport', 'accounts'],
    title: 'coupleEditor.places.title',
    signedIn: true,
    ability: 'couple.administer',
    module: 'couple',
    load: () => import('./app/CouplePlaces.tsx'),
  },
  {
    path: 'admin/couple/import',
    kind: 'app',
    words: ['coupleImport', 'media'],
    title: 'coupleImport.page.title',
    signedIn: true,
    module: 'couple',
    load: () => import('./app/import/ImportPage.tsx'),
  },
]
