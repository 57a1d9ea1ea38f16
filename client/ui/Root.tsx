import { useContext, useEffect, useMemo, useState } from 'react'
import { Outlet, ScrollRestoration, UNSAFE_DataRouterDataContext, useMatches, useNavigation } from 'react-router'
import { IntlProvider, useTranslations } from 'use-intl'
import { failureName, failureOf } from '../lib/failure.ts'
import { documentTitle, messagesOf, metaOf, moodOf, type PageMatch, pageMatches } from '../lib/pageHandle.ts'
import { Connection } from './Connection.tsx'
import { PaletteHost } from './PaletteHost.tsx'
import styles from './Root.module.css'
import { useMe, useServices } from './services.tsx'
import { ToastRegion } from './Toast.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

/** What lies around every page: words, mood, title, messages, the way to the commands. */
export function Root() {
  const { locale, me } = useServices()
  const routerMatches = useMatches()
  const matches = useMemo(() => pageMatches(routerMatches), [routerMatches])
  const messages = useMemo(() => messagesOf(matches), [matches])
  const mood = moodOf(matches)

  useEffect(() => {
    document.documentElement.dataset.mood = mood
  }, [mood])

  return (
    <IntlProvider locale={locale} messages={messages} timeZone={me.timeZone}>
      <Title matches={matches} />
      <Progress />
      <Outlet />
      <Connection />
      <ToastRegion />
      <PaletteHost />
      <ScrollRestoration />
    </IntlProvider>
  )
}

/** Follows the page in the browser's tab and says its name to screen readers when it changes. */
function Title({ matches }: { matches: readonly PageMatch[] }) {
  const me = useMe()
  const t = useTranslations()
  const [thrown] = Object.values(useContext(UNSAFE_DataRouterDataContext)?.errors ?? {})
  const failed = thrown === undefined ? null : { title: t(`common.pages.${failureName(failureOf(thrown))}.title`) }
  const title = documentTitle(failed ?? metaOf(matches, me, t), me)
  const [first, setFirst] = useState<string | null>(null)
  useEffect(() => {
    setFirst((known) => known ?? document.title)
    document.title = title
  }, [title])
  return (
    <VisuallyHidden>
      <span aria-live="polite">{first === null || first === title ? '' : title}</span>
    </VisuallyHidden>
  )
}

/** A thin line at the top while the next page is fetched. */
function Progress() {
  const busy = useNavigation().state !== 'idle'
  return <div className={styles.progress} data-busy={busy || undefined} aria-hidden="true" />
}

/** What is left where the frame itself cannot be drawn: there may be no words here. */
export const BareError = () => (
  <main className={styles.bare}>
    <h1>500</h1>
    <a href="/">⌂</a>
  </main>
)
