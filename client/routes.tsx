/**
 * The pages of the house, composed of what its features bring.
 *
 * A feature exports one {@link Feature} from `client/features/<name>/routes.tsx` and stands in the list below; its pages
 * that no visitor comes by stand in its `workshop.tsx`, listed in `client/workshop.tsx`.
 *
 * Pages: `{ path, kind, load: () => import('./site/MemoryPage.tsx'), words: ['couple'] }`. The file of a page exports
 * `Component`, and under `site/` if it likes `loader` (read with `context.get(services).api.couple.memory.query(…)`),
 * `meta` (title, description, picture for previews), `ErrorBoundary`. `kind: 'site'` is rendered on the server and
 * never imports Mantine; `kind: 'app'` lives under `app/`, runs only in browsers and finds Mantine, TanStack Query
 * and dialogs around itself. Only `routes.tsx` and `workshop.tsx` import `site/` and `app/`, always lazily. `pages` stand
 * in the public frame, `overHome` are shown over the home page, `bare` without menus.
 * A child of a page is shown where the parent puts its `<Outlet />`; links to it say `preventScrollReset`.
 *
 * Words: `words` names the catalogues of `shared/messages/{fr,en}/` which the page and its children speak from, besides
 * `common` and, for `kind: 'app'`, `app`; they are loaded beside its code. `useTranslations()` of use-intl knows every
 * key by its whole name.
 *
 * Menus: `navigation`, labels in `common.navigation`, those of the workshop in `workshop.lines`; with a `door` it stands on the home page too. ⌘K:
 * `commands: { load: () => import('./app/commands.ts') }`, which exports `commands({ me, t, go })` and, where
 * the feature holds things to be found by their words, `find(query, …)`. Beside the account menu: `corner`.
 *
 * First run: `setup: () => import('./app/setup.ts')`, which exports the pages of the steps that the domain's manifest puts
 * on the way, and a door for its end. `words` of a feature name its module, its acts and its steps in the workshop.
 *
 * Scripts of public pages have a budget: pages under `site/` import no module of `shared/` that makes zod schemas.
 *
 * In components: `useMe`, `useApi`, `useFormats`, `useErrorWords`, `useLive` of `client/ui/services.tsx`; in those under
 * `app/` also `useProcedures` of `client/ui/app/query.ts`.
 */
import { data, type LoaderFunction, type RouteObject, redirect } from 'react-router'
import type { Locale } from '../shared/locale.ts'
import { accounts } from './features/accounts/routes.tsx'
import { couple } from './features/couple/routes.tsx'
import { home, homePage } from './features/home/routes.tsx'
import { house } from './features/house/routes.tsx'
import { notices } from './features/notices/routes.tsx'
import { offline } from './features/offline/routes.tsx'
import { torrents } from './features/torrents/routes.tsx'
import type { Feature } from './lib/page.ts'
import type { PageHandle } from './lib/pageHandle.ts'
import { routeObjects } from './lib/routeObjects.tsx'
import { services } from './lib/services.ts'
import { catalogueSource, loadWords } from './lib/words.ts'
import { ErrorPage } from './ui/ErrorPage.tsx'
import { PublicLayout } from './ui/PublicLayout.tsx'
import { BareError, Root } from './ui/Root.tsx'

const others: readonly Feature[] = [couple, torrents, accounts, notices, offline]

export const features: readonly Feature[] = [home, house(others), ...others]

const pagesOf = (place: 'pages' | 'overHome' | 'bare') => features.flatMap((feature) => feature[place] ?? [])

/** What holds all other routes. */
export const rootRoute = 'root'

/**
 * The tree in one language; the server and the browser build the same.
 * @param workshop its routes where they are there already; they come last, since the router numbers routes
 */
export function createRoutes(locale: Locale, workshop: readonly RouteObject[]): RouteObject[] {
  const objects = (pages: Parameters<typeof routeObjects>[0]) =>
    routeObjects(pages, locale, { overPage: false, inIsland: false })
  return [
    {
      id: rootRoute,
      Component: Root,
      ErrorBoundary: BareError,
      lazy: async () => ({ handle: await frameHandle(locale) }),
      children: [
        {
          Component: PublicLayout,
          loader: onlyWhenSetUp,
          children: [
            {
              id: 'public',
              ErrorBoundary: ErrorPage,
              children: [
                ...objects([homePage(pagesOf('overHome')), ...pagesOf('pages')]),
                { path: '*', loader: notFound, Component: ErrorPage },
              ],
            },
          ],
        },
        {
          lazy: bareLayout,
          children: [{ ErrorBoundary: ErrorPage, children: objects(pagesOf('bare')) }],
        },
        ...workshop,
      ],
    },
  ]
}

async function frameHandle(locale: Locale): Promise<Partial<PageHandle>> {
  return { messages: await loadWords(locale, ['common']), sources: [catalogueSource(locale, 'common')] }
}

async function bareLayout() {
  const { BareLayout } = await import('./ui/BareLayout.tsx')
  const handle: Partial<PageHandle> = { sources: ['client/ui/BareLayout.tsx'] }
  return { Component: BareLayout, handle }
}

/** Leads to the first run until there is an owner. */
export const onlyWhenSetUp: LoaderFunction = ({ context }) => {
  if (context.get(services).me.setupNeeded) throw redirect('/setup')
  return null
}

const notFound: LoaderFunction = () => {
  throw data(null, { status: 404 })
}
