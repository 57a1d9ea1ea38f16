import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import type { MemoryCard, MemoryPage } from '../../../../shared/couple.ts'
import { longest } from '../../../../shared/couple-limits.ts'
import { coupleMe } from '../../../../shared/couple-me.ts'
import type { MetaArguments, PageMeta } from '../../../lib/page.ts'
import { services } from '../../../lib/services.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { namesOf } from '../names.ts'
import type { TimelineStart } from '../timelineRows.ts'
import { ClosedPage } from './ClosedPage.tsx'
import { Drafts } from './Drafts.tsx'
import { Found } from './Found.tsx'
import styles from './MemoriesPage.module.css'
import { Search } from './Search.tsx'
import { TimelineList } from './TimelineList.tsx'

const firstLength = 20
const foundLength = 30

interface MemoriesPageContent extends TimelineStart {
  readonly names: Parameters<typeof namesOf>[0]
  readonly isPublic: boolean
  readonly mayEdit: boolean
  readonly drafts: readonly MemoryCard[]
  readonly query: string
  /** null where nothing is searched for. */
  readonly found: MemoryPage | null
  readonly room: MemoryPage['room']
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<MemoriesPageContent> {
  const { api, me } = context.get(services)
  const query = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, longest.search)
  const [view, months, first, drafts, found] = await Promise.all([
    api.couple.view.query(),
    api.couple.months.query(),
    api.couple.timeline.query({ limit: firstLength }),
    coupleMe.of(me).partner ? api.couple.drafts.query() : [],
    query ? api.couple.search.query({ query, limit: foundLength }) : null,
  ])
  const { partners, visibility, mayEdit } = view
  return {
    ...{ months, first, drafts, query, found, mayEdit, room: first.room },
    names: { partners },
    isPublic: visibility === 'public',
  }
}

export const meta = ({ data, t }: MetaArguments<MemoriesPageContent>): PageMeta => ({
  title: t('couple.timeline.title'),
  description: t('couple.timeline.description', { names: namesOf(data.names, t) }),
  unlisted: !data.isPublic || data.query !== '',
})

export const ErrorBoundary = ClosedPage

/** All memories, month after month, and the search through them. */
export function Component() {
  const t = useTranslations()
  const { months, first, drafts, query, found, mayEdit } = useLoaderData<MemoriesPageContent>()
  const count = months.reduce((sum, month) => sum + month.count, 0)
  return (
    <>
      <div className={styles.page}>
        <header className={styles.header}>
          <div>
            <h1 className={styles.title}>{t('couple.timeline.title')}</h1>
            <p className={styles.count}>
              {t('couple.timeline.count', { count })}
              {mayEdit && (
                <Link to="deleted" preventScrollReset>
                  {t('couple.timeline.deleted')}
                </Link>
              )}
            </p>
          </div>
          {(count > 0 || drafts.length > 0 || query !== '') && <Search query={query} />}
          {mayEdit && (
            <ButtonLink to="/couple/memories/new" preventScrollReset className={styles.add}>
              <Icon name="plus" />
              {t('couple.page.add')}
            </ButtonLink>
          )}
        </header>
        {found ? (
          <Found key={query} query={query} found={found} pageLength={foundLength} />
        ) : (
          <>
            {drafts.length > 0 && <Drafts drafts={drafts} />}
            <TimelineList months={months} first={first} mayEdit={mayEdit} />
          </>
        )}
      </div>
      <Outlet />
    </>
  )
}
