/**
 * The pages that no visitor comes by, in the frame of `/admin`, `/me` and of what members do: the public entry does
 * without them, and the browser loads this list when somebody goes to an address that the entry does not know.
 */
import type { RouteObject } from 'react-router'
import type { Locale } from '../shared/locale.ts'
import { accountsWorkshop } from './features/accounts/workshop.tsx'
import { coupleWorkshop } from './features/couple/workshop.tsx'
import { houseWorkshop } from './features/house/workshop.tsx'
import { noticesWorkshop } from './features/notices/workshop.tsx'
import { torrentsWorkshop } from './features/torrents/workshop.tsx'
import type { PageRoute } from './lib/page.ts'
import type { PageHandle } from './lib/pageHandle.ts'
import { islandRoute, routeObjects } from './lib/routeObjects.tsx'
import { catalogueSource, loadWords } from './lib/words.ts'
import { features, onlyWhenSetUp } from './routes.tsx'
import { ErrorPage } from './ui/ErrorPage.tsx'

const pages: readonly PageRoute[] = [
  ...houseWorkshop(features),
  ...coupleWorkshop,
  ...torrentsWorkshop,
  ...accountsWorkshop,
  ...noticesWorkshop,
]

/** The workshop's part of the tree in one language. */
export const workshopRoutes = (locale: Locale): RouteObject[] => [
  {
    lazy: () => workshopLayout(locale),
    children: [
      {
        ErrorBoundary: ErrorPage,
        children: routeObjects([islandRoute(pages)], locale, { overPage: false, inIsland: false }),
      },
    ],
  },
]

async function workshopLayout(locale: Locale) {
  const [{ WorkshopLayout }, messages] = await Promise.all([
    import('./ui/WorkshopLayout.tsx'),
    loadWords(locale, ['workshop']),
  ])
  const sources = ['client/workshop.tsx', 'client/ui/WorkshopLayout.tsx', catalogueSource(locale, 'workshop')]
  const handle: Partial<PageHandle> = { mood: 'atelier', messages, sources }
  return { Component: WorkshopLayout, loader: onlyWhenSetUp, handle }
}
