import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { NoticeCursor, NoticeView } from '../../../../shared/notices.ts'
import { noticesChanged, ownNotices } from '../../../../shared/notices-live.ts'
import { isEvent } from '../../../lib/live.ts'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { MorePages } from '../../../ui/app/MorePages.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { Page } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { RoundIcon } from '../../../ui/app/RoundIcon.tsx'
import { useAct } from '../../../ui/app/useAct.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import type { AnyIcon } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { useApi, useFormats, useLive, useMe } from '../../../ui/services.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { ChoicesPage } from './ChoicesPage.tsx'
import styles from './Notices.module.css'

const pageLength = 30

function useNotices() {
  const api = useApi()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const { account } = useMe()
  const query = useInfiniteQuery({
    queryKey: [...procedures.notices.list.pathKey(), 'pages'],
    queryFn: ({ pageParam }) => api.notices.list.query({ after: pageParam, limit: pageLength }),
    initialPageParam: null as NoticeCursor | null,
    getNextPageParam: (last) => {
      const end = last.at(-1)
      return last.length < pageLength || !end ? undefined : { read: end.read, id: end.id }
    },
  })
  const readAgain = () => queries.invalidateQueries({ queryKey: procedures.notices.list.pathKey() })
  useLive(ownNotices.name, String(account?.id), {
    onEvent: (event) => void (isEvent(event, noticesChanged) && readAgain()),
    onStale: () => void readAgain(),
  })
  return { ...query, data: query.data?.pages.flat(), readAgain }
}

/** `/me/notices`, and below it the choices of what reaches whoever looks. */
export function Component() {
  const { choices } = useParams()
  return choices === undefined ? <NoticeList /> : <ChoicesPage />
}

/** What happened and concerns whoever looks, what is not read first. */
function NoticeList() {
  const t = useTranslations()
  const api = useApi()
  const notices = useNotices()
  const { run, busy, failure } = useAct()
  const hasUnread = notices.data?.some(({ read }) => !read) === true
  return (
    <Page
      title={t('notices.page.list.title')}
      text={t('notices.page.list.text')}
      action={
        <div className={styles.acts}>
          {hasUnread && (
            <Button
              look="outline"
              size="small"
              busy={busy}
              onClick={() => run(() => api.notices.markAllRead.mutate().then(notices.readAgain))}
            >
              {t('notices.page.list.allRead')}
            </Button>
          )}
          <ButtonLink to="/me/notices/choices" look="outline" size="small">
            {t('notices.page.list.choices')}
          </ButtonLink>
        </div>
      }
    >
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <Loaded query={notices} lines={6}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="bell" title={t('notices.page.list.empty')}>
              {t('notices.page.list.emptyText')}
            </Empty>
          ) : (
            <>
              <Group title={t('notices.page.list.unreadTitle')} of={list.filter(({ read }) => !read)} />
              <Group title={t('notices.page.list.earlierTitle')} of={list.filter(({ read }) => read)} />
              <MorePages of={notices} end={t('notices.page.list.end')} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function Group({ title, of }: { title: string; of: readonly NoticeView[] }) {
  if (of.length === 0) return null
  return (
    <section className={styles.group}>
      <h2 className={styles.heading}>{title}</h2>
      <ul className={styles.list ?? ''}>
        {of.map((notice) => (
          <Line key={notice.id} of={notice} />
        ))}
      </ul>
    </section>
  )
}

function Line({ of: { id, icon, title, text, link, at, read } }: { of: NoticeView }) {
  const t = useTranslations()
  const api = useApi()
  const formats = useFormats()
  const navigate = useNavigate()
  const { run, busy } = useAct()
  const markRead = () => api.notices.markRead.mutate({ id })
  return (
    <li className={styles.notice} data-unread={!read || undefined}>
      <RoundIcon name={icon as AnyIcon} quiet={read} />
      <div className={styles.words}>
        <Link
          to={link}
          className={styles.title ?? ''}
          onClick={(event) => {
            if (read || event.metaKey || event.ctrlKey) return
            event.preventDefault()
            run(() => markRead().finally(() => navigate(link)))
          }}
        >
          {title}
        </Link>
        <p className={styles.text}>{text}</p>
        <p className={styles.when} title={formats.moment(at)}>
          {formats.relative(at, Date.now())}
        </p>
      </div>
      {!read && (
        <Button look="plain" size="small" className={styles.read ?? ''} busy={busy} onClick={() => run(markRead)}>
          {t('notices.page.list.read')}
          <VisuallyHidden> {title}</VisuallyHidden>
        </Button>
      )}
    </li>
  )
}
