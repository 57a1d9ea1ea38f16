import { renderToString } from 'react-dom/server'
import {
  createStaticHandler,
  createStaticRouter,
  RouterContextProvider,
  type StaticHandler,
  type StaticHandlerContext,
  StaticRouterProvider,
} from 'react-router'
import { createTranslator } from 'use-intl/core'
import type { Me } from '../shared/house.ts'
import type { Locale } from '../shared/locale.ts'
import { type BootContent, bootElementId, bootJson } from './lib/boot.ts'
import { failureName, failureOf, type PageFailure } from './lib/failure.ts'
import { type Assets, documentHead } from './lib/head.ts'
import { documentTitle, messagesOf, metaOf, moodOf, type PageHandle, type PageMatch } from './lib/pageHandle.ts'
import { signInPath } from './lib/paths.ts'
import type { ColorScheme } from './lib/preferences.ts'
import { createServerCall } from './lib/serverCall.ts'
import { createServices, services } from './lib/services.ts'
import type { Call } from './lib/trpc.ts'
import type { Translate } from './lib/words.ts'
import { createRoutes, features } from './routes.tsx'
import { ServicesProvider } from './ui/services.tsx'
import { workshopRoutes } from './workshop.tsx'

export type { Assets } from './lib/head.ts'

export interface PageRequest {
  /** Absolute address that was asked for. */
  readonly url: string
  /** Calls a procedure inside the process, as the person who asks. */
  readonly call: Call
  readonly me: Me
  readonly locale: Locale
  readonly colorScheme: ColorScheme
  /** Nonce of the answer's content security policy. */
  readonly nonce: string
  /** The browser build's manifest. */
  readonly assets: Assets
  /** Public address of the house without a trailing slash. */
  readonly baseAddress: string
  /** Told of what should not have happened, with the reference that the person is shown. */
  readonly report?: (thrown: unknown, reference: string) => void
}

export interface PageResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly html: string
}

/** The boundary inside the public frame, which shows any fault of a page. */
const faultBoundary = 'public'

const handlers: Readonly<Record<Locale, StaticHandler>> = {
  fr: createStaticHandler(createRoutes('fr', workshopRoutes('fr'))),
  en: createStaticHandler(createRoutes('en', workshopRoutes('en'))),
}

/** Draws a page: its loaders run as the person who asks, its failures become error pages that tell nothing. */
export async function render(page: PageRequest): Promise<PageResponse> {
  const handler = handlers[page.locale]
  const own = createServices({
    me: page.me,
    locale: page.locale,
    call: createServerCall(page.call),
    live: null,
    features,
  })
  const requestContext = new RouterContextProvider(new Map([[services, own]]))
  const answer = await handler.query(new Request(page.url), { requestContext })
  if (answer instanceof Response) return redirection(answer)

  const context = withFailures(answer, page)
  const failures = Object.values(context.errors ?? {}) as PageFailure[]
  if (failures.some(({ status }) => status === 401) && !page.me.account) {
    const { pathname, search } = new URL(page.url)
    return { status: 302, headers: { Location: signInPath(pathname + search) }, html: '' }
  }
  const draw = (of: StaticHandlerContext) =>
    renderToString(
      <ServicesProvider value={own}>
        <StaticRouterProvider router={createStaticRouter(handler.dataRoutes, of)} context={of} hydrate={false} />
      </ServicesProvider>,
    )
  try {
    return documentOf(page, context, draw(context))
  } catch (thrown) {
    const failed = { ...context, errors: { [faultBoundary]: reported(thrown, page) } }
    return documentOf(page, failed, draw(failed))
  }
}

const redirection = (answer: Response): PageResponse => ({
  status: answer.status,
  headers: { Location: answer.headers.get('Location') ?? '/' },
  html: '',
})

function reported(thrown: unknown, { report }: PageRequest): PageFailure {
  const failure = failureOf(thrown)
  if (failure.status !== 500) return failure
  const reference = crypto.randomUUID().slice(0, 8)
  report?.(thrown, reference)
  return { ...failure, reference }
}

/** The router's context with each thrown thing replaced by what may be shown of it. */
function withFailures(context: StaticHandlerContext, page: PageRequest): StaticHandlerContext {
  if (!context.errors) return context
  const errors = Object.entries(context.errors).map(([id, thrown]) => [id, reported(thrown, page)])
  return { ...context, errors: Object.fromEntries(errors) }
}

function documentOf(page: PageRequest, context: StaticHandlerContext, body: string): PageResponse {
  const failures = context.errors as Record<string, PageFailure> | null
  const [failure] = Object.values(failures ?? {})
  const status = failure?.status ?? context.statusCode
  const matches = context.matches.map(
    ({ route }): PageMatch => ({
      handle: route.handle as PageHandle | undefined,
      loaderData: context.loaderData[route.id],
    }),
  )
  const { me, locale } = page
  const t = createTranslator({ locale, messages: messagesOf(matches) }) as unknown as Translate
  const meta = failure ? failureMeta(failure, t) : metaOf(matches, me, t)
  const boot: BootContent = { me, locale, loaderData: context.loaderData, errors: failures }
  const head = documentHead({
    title: documentTitle(meta, me),
    meta,
    page,
    sources: matches.flatMap(({ handle }) => handle?.sources ?? []),
    mood: moodOf(matches),
  })
  const html =
    `<!doctype html>${head}<body><div id="root">${body}</div>` +
    `<script type="application/json" id="${bootElementId}">${bootJson(boot)}</script></body></html>`
  const mayBeKept = status === 200 && context.matches.every(isReadable)
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': locale,
    ...(mayBeKept ? { 'Foyer-Keep': 'yes' } : {}),
  }
  return { status, headers, html }
}

/** A page that the server drew whole, and whose address is no key: a device may keep it to be read without a network. */
const isReadable = ({ route, params }: StaticHandlerContext['matches'][number]): boolean =>
  !('token' in params) &&
  !((route.handle as PageHandle | undefined)?.sources ?? []).some((one) => one.includes('/app/'))

const failureMeta = (failure: PageFailure, t: Translate) => ({
  title: t(`common.pages.${failureName(failure)}.title`),
  unlisted: true,
})
