import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import { type Together, together } from '../../../../../shared/counter.ts'
import type { SubjectsView } from '../../../../../shared/couple-story.ts'
import type { MetaArguments, PageMeta } from '../../../../lib/page.ts'
import { services } from '../../../../lib/services.ts'
import { Empty } from '../../../../ui/Empty.tsx'
import { useAnotherDay } from '../../hooks.ts'
import { namesOf } from '../../names.ts'
import { ensureTemporal } from '../../temporal.ts'
import { ClosedPage } from '../ClosedPage.tsx'
import { Milestone } from '../Milestone.tsx'
import { SectionActs, SectionHead } from '../SectionHead.tsx'
import styles from './FuturePage.module.css'
import { Subject } from './Subject.tsx'

interface FuturePageContent extends SubjectsView {
  readonly milestone: Together['nextMilestone'] | null
  readonly isPublic: boolean
  /** When it was read. */
  readonly now: string
}

export async function loader({ context }: LoaderFunctionArgs): Promise<FuturePageContent> {
  const { api } = context.get(services)
  const [view, subjects] = await Promise.all([api.couple.view.query(), api.couple.subjects.query(), ensureTemporal()])
  const { startDate: date, startTime: time, timeZone: zone, now, visibility } = view
  const drawn = date ? together({ date, time, zone }, Date.parse(now)) : null
  return { ...subjects, milestone: drawn?.nextMilestone ?? null, isPublic: visibility === 'public', now }
}

export const meta = ({ data, t }: MetaArguments<FuturePageContent>): PageMeta => ({
  title: t('coupleStory.future.title'),
  description: t('coupleStory.future.lead', { names: namesOf(data, t) }),
  unlisted: !data.isPublic,
})

export const ErrorBoundary = ClosedPage

/** What comes next, and what the two hope. */
export function Component() {
  const t = useTranslations()
  const content = useLoaderData<FuturePageContent>()
  const { subjects, milestone, mayEdit, now } = content
  useAnotherDay(now)
  return (
    <>
      <div className={styles.page}>
        <SectionHead section="future" names={namesOf(content, t)} mayEdit={mayEdit && subjects.length > 0} />
        {milestone && (
          <div className={styles.milestone}>
            <Milestone milestone={milestone} />
          </div>
        )}
        {subjects.map((subject) => (
          <Subject key={subject.id} subject={subject} mayEdit={mayEdit} />
        ))}
        {mayEdit && subjects.length === 0 && (
          <Empty icon="star" title={t('coupleStory.future.empty')} action={<SectionActs section="future" />}>
            {t('coupleStory.future.emptyText')}
          </Empty>
        )}
      </div>
      <Outlet />
    </>
  )
}
