import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { type Together, together } from '../../../../shared/counter.ts'
import type { CoupleView, MemoryCard } from '../../../../shared/couple.ts'
import type { MetaArguments, PageMeta } from '../../../lib/page.ts'
import { services } from '../../../lib/services.ts'
import { useAnotherDay } from '../hooks.ts'
import { namesOf } from '../names.ts'
import { ensureTemporal } from '../temporal.ts'
import { ClosedPage } from './ClosedPage.tsx'
import styles from './CouplePage.module.css'
import { Cover } from './Cover.tsx'
import { Milestone } from './Milestone.tsx'
import { Newest } from './Newest.tsx'
import { OnThisDay } from './OnThisDay.tsx'
import { Words } from './Words.tsx'

const newestShown = 6

interface CouplePageContent extends CoupleView {
  /** At `now`; null until the beginning is known. */
  readonly drawn: Together | null
  readonly onThisDay: readonly MemoryCard[]
  readonly newest: readonly MemoryCard[]
}

export async function loader({ context }: LoaderFunctionArgs): Promise<CouplePageContent> {
  const { api } = context.get(services)
  const [view, onThisDay, { memories }] = await Promise.all([
    api.couple.view.query(),
    api.couple.onThisDay.query(),
    api.couple.timeline.query({ limit: newestShown }),
    ensureTemporal(),
  ])
  const drawn = view.startDate ? together(startOf(view, view.startDate), Date.parse(view.now)) : null
  return { ...view, drawn, onThisDay, newest: memories }
}

const startOf = ({ startTime, timeZone }: CoupleView, date: string) => ({ date, time: startTime, zone: timeZone })

export function meta({ data, t }: MetaArguments<CouplePageContent>): PageMeta {
  const image = data.visibility === 'public' ? data.photo?.sources.at(-1)?.url : undefined
  return {
    title: namesOf(data, t),
    description: data.homeMessage || t('couple.page.description'),
    unlisted: data.visibility !== 'public',
    ...(image ? { image } : {}),
  }
}

export const ErrorBoundary = ClosedPage

/** The page that the two open every day, and that visitors see where they may. */
export function Component() {
  const content = useLoaderData<CouplePageContent>()
  const { startDate, drawn, now, today, mayEdit, onThisDay, newest } = content
  useAnotherDay(now)
  return (
    <>
      <div className={styles.page}>
        <Cover couple={content} start={startDate ? startOf(content, startDate) : null} drawn={drawn} />
        <Words couple={content} />
        <div className={styles.cards}>
          {drawn && <Milestone milestone={drawn.nextMilestone} />}
          <OnThisDay memories={onThisDay} today={today} mayEdit={mayEdit} />
        </div>
        <Newest memories={newest} mayEdit={mayEdit} />
      </div>
      <Outlet />
    </>
  )
}
