import { data, type LoaderFunction, Outlet, type RouteObject, redirect } from 'react-router'
import type { Locale } from '../../shared/locale.ts'
import { AfterHydration } from '../ui/AfterHydration.tsx'
import { Loading } from '../ui/Loading.tsx'
import type { PageModule, PageRoute } from './page.ts'
import type { PageHandle } from './pageHandle.ts'
import { signInPath } from './paths.ts'
import { services } from './services.ts'
import { catalogueSource, loadWords, screenWordsSource } from './words.ts'

const islandSource = 'client/ui/app/AppIsland.tsx'

interface Place {
  /** A page of the server lies around it. */
  readonly overPage: boolean
  /** Mantine and TanStack Query are there already. */
  readonly inIsland: boolean
}

/** The server's build leaves of a module under `app/` nothing but the name of its file. */
type BuiltModule = PageModule & { readonly source?: string }

/** Pages as the router wants them, speaking one language. */
export const routeObjects = (pages: readonly PageRoute[], locale: Locale, place: Place): RouteObject[] =>
  pages.map((page) => routeObject(page, locale, place))

function routeObject(page: PageRoute, locale: Locale, place: Place): RouteObject {
  const lazy = async () => lazyRoute(page, locale, place)
  if (page.index) return { index: true, lazy }
  const within = { overPage: true, inIsland: place.inIsland || page.kind === 'app' }
  return {
    ...(page.path === undefined ? {} : { path: page.path }),
    lazy,
    children: routeObjects(page.children ?? [], locale, within),
  }
}

async function lazyRoute(page: PageRoute, locale: Locale, place: Place) {
  const opensIsland = page.kind === 'app' && !place.inIsland
  const words = [...(opensIsland ? (['app'] as const) : []), ...(page.words ?? [])]
  const [module, messages, Component] = await Promise.all([
    page.load() as Promise<BuiltModule>,
    loadWords(locale, words),
    page.kind === 'app' ? appComponent(page, place) : null,
  ])
  const loader = guarded(page, module.loader)
  const handle: PageHandle = {
    messages,
    words,
    mood: page.mood,
    title: page.title,
    hero: page.hero ?? false,
    meta: module.meta,
    sources: [
      ...(module.source ? [module.source] : []),
      ...(opensIsland ? [islandSource, screenWordsSource] : []),
      ...words.map((domain) => catalogueSource(locale, domain)),
    ],
  }
  return {
    handle,
    Component: Component ?? module.Component,
    ...(loader ? { loader } : {}),
    ...(module.ErrorBoundary ? { ErrorBoundary: module.ErrorBoundary } : {}),
    ...(module.shouldRevalidate ? { shouldRevalidate: module.shouldRevalidate } : {}),
  }
}

/** What the server draws in place of a page that only browsers draw. */
const fallbackOf = (place: Place) => (place.overPage ? null : <Loading />)

async function appComponent(page: PageRoute, place: Place) {
  const fallback = fallbackOf(place)
  if (import.meta.env.SSR) return () => fallback
  const [{ Component }, { AppIsland }] = await Promise.all([page.load(), import('../ui/app/AppIsland.tsx')])
  if (place.inIsland) return Component
  return () => (
    <AfterHydration fallback={fallback}>
      <AppIsland>
        <Component />
      </AppIsland>
    </AfterHydration>
  )
}

/** Lets in whom the page is for; a visitor is asked to sign in first. */
function guarded(page: PageRoute, loader: LoaderFunction | undefined): LoaderFunction | undefined {
  if (!page.signedIn && !page.ability && !page.module) return loader
  return async (of, handler) => {
    const { me } = of.context.get(services)
    const { pathname, search } = new URL(of.request.url)
    if (page.module && !me.modules.includes(page.module)) throw data(null, { status: 404 })
    if (!me.account) throw redirect(signInPath(pathname + search))
    if (page.ability && ![page.ability].flat().some((ability) => me.abilities.includes(ability)))
      throw data(null, { status: 403 })
    return loader ? loader(of, handler) : null
  }
}

/** Everything below draws inside one island of Mantine. */
export const islandRoute = (children: readonly PageRoute[]): PageRoute => ({
  kind: 'app',
  load: async () => ({ Component: Outlet }),
  children,
})
