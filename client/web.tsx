import { StrictMode, startTransition } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import {
  createBrowserRouter,
  type DataRouter,
  matchRoutes,
  type RouteObject,
  RouterContextProvider,
} from 'react-router'
import { RouterProvider } from 'react-router/dom'
import type { Me } from '../shared/house.ts'
import { readBoot } from './lib/boot.ts'
import { createBrowserCall } from './lib/browserCall.ts'
import { furtherRoutes, leadsNowhere } from './lib/further.ts'
import { Live } from './lib/live.ts'
import { backEvent, houseAnswers } from './lib/offline.ts'
import { listeningEvent } from './lib/pageScript.ts'
import { followDevice } from './lib/preferences.ts'
import { createServices, services } from './lib/services.ts'
import { whenIdle } from './lib/whenIdle.ts'
import { createRoutes, features, rootRoute } from './routes.tsx'
import { ServicesProvider } from './ui/services.tsx'
import './ui/base.css'

const reloadedAt = 'foyer:reloaded'

/**
 * A page that was opened before an update asks for chunks that are gone: it starts anew, once a minute at most. Where the
 * house does not answer, the network is away and the page stays.
 */
async function reloadAfterUpdate(): Promise<void> {
  const last = Number(sessionStorage.getItem(reloadedAt))
  if (Date.now() - last < 60_000) return
  if (!(await houseAnswers())) return
  sessionStorage.setItem(reloadedAt, String(Date.now()))
  location.reload()
}

/** The router runs every loader again if a matched route is still to be loaded when it is made. */
async function resolveMatches(routes: RouteObject[]): Promise<void> {
  const matches = matchRoutes(routes, location) ?? []
  await Promise.all(
    matches.map(async ({ route }) => {
      if (typeof route.lazy !== 'function') return
      Object.assign(route, await route.lazy())
      delete route.lazy
    }),
  )
}

/** Lets a phone answer to touch between two steps. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** Calls back once the page has all it wants, when the browser has nothing better to do. */
function whenLoaded(work: () => void): void {
  if (document.readyState === 'complete') whenIdle(work)
  else addEventListener('load', () => whenIdle(work), { once: true })
}

/** Without it pages are read with the network alone: nobody is told. */
async function keepWhatIsSeen(router: DataRouter): Promise<void> {
  try {
    const { registerWorker } = await import('./lib/registerWorker.ts')
    const tell = await registerWorker()
    let shown = router.state.location.key
    router.subscribe(({ location: { key }, navigation }) => {
      if (navigation.state !== 'idle' || key === shown) return
      shown = key
      whenIdle(tell)
    })
  } catch {
    // Browsers refuse workers to private windows and untrusted certificates.
  }
}

async function start(): Promise<void> {
  const { me, locale, loaderData, errors } = readBoot()
  let root: Root | undefined
  const renew = (next: Me) => {
    own = { ...own, me: next }
    root?.render(draw())
    const { errors: shown, location: here } = router.state
    // An error stays on the page over a revalidation that is done before it is drawn: that page is entered anew.
    void (shown ? router.navigate(here, { replace: true, preventScrollReset: true }) : router.revalidate())
  }
  /** A kept copy may be of another day: who is there, what the house offers and what is shown are read anew. */
  const readAnew = async () => {
    const next = await own.api.house.me.query()
    if (next.account?.id === me.account?.id) renew(next)
    else location.reload()
  }
  addEventListener(backEvent, () => void readAnew().catch(() => undefined))
  const live = new Live({ me, drop: () => root?.unmount(), renew })
  let own = createServices({ me, locale, call: createBrowserCall(live), live, features })
  const loadWorkshop = async () => (await import('./workshop.tsx')).workshopRoutes(locale)
  const known = createRoutes(locale, [])
  const further = leadsNowhere(known, location) ? await loadWorkshop() : []
  const routes = further.length ? createRoutes(locale, further) : known
  await resolveMatches(routes)
  await breath()
  const router = createBrowserRouter(routes, {
    ...(further.length ? {} : { patchRoutesOnNavigation: furtherRoutes(known, rootRoute, loadWorkshop) }),
    hydrationData: { loaderData, errors },
    getContext: () => new RouterContextProvider(new Map([[services, own]])),
  })
  const draw = () => (
    <StrictMode>
      <ServicesProvider value={own}>
        <RouterProvider router={router} />
      </ServicesProvider>
    </StrictMode>
  )
  const element = document.getElementById('root')
  if (!element) return
  await breath()
  // As a transition the work is cut into slices, between which a phone answers to touch.
  startTransition(() => {
    root = hydrateRoot(element, draw())
  })
  document.dispatchEvent(new Event(listeningEvent))
  // Visitors learn with their next page what the house offers: a socket for each would cost more than it is worth.
  if (me.account) whenIdle(() => void live.open())
  whenLoaded(() => void keepWhatIsSeen(router))
}

addEventListener('vite:preloadError', () => void reloadAfterUpdate())
followDevice()
// Awaited at the top, it would wait for chunks that wait for this one.
void start()
