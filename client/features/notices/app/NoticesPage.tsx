import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
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
import { useKeptFocus } from '../../../ui/app/useKeptFocus.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import type { AnyIcon } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { useApi, useFormats, useLive, useMe } from '../../../ui/services.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
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

/** `/me/notices`: what happened and concerns whoever looks, what is not read first. */
export function Component() {
  const t = useTranslations()
  const api = useApi()
  const notices = useNotices()
  const kept = useKeptFocus<HTMLDivElement>()
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
            <div {...kept} className={styles.groups}>
              <Group
                title={t('notices.page.list.unreadTitle')}
                of={list.filter(({ read }) => !read)}
                onRead={notices.readAgain}
              />
              <Group
                title={t('notices.page.list.earlierTitle')}
                of={list.filter(({ read }) => read)}
                onRead={notices.readAgain}
              />
              <MorePages of={notices} end={t('notices.page.list.end')} />
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}

interface GroupProps {
  readonly title: string
  readonly of: readonly NoticeView[]
  readonly onRead: () => Promise<void>
}

function Group({ title, of, onRead }: GroupProps) {
  if (of.length === 0) return null
  return (
    <section className={styles.group}>
      <h2 className={styles.heading}>{title}</h2>
      <ul className={styles.list ?? ''}>
        {of.map((notice) => (
          <Line key={notice.id} of={notice} onRead={onRead} />
        ))}
      </ul>
    </section>
  )
}

interface LineProps {
  readonly of: NoticeView
  readonly onRead: () => Promise<void>
}

function Line({ of: { id, icon, title, text, link, at, read }, onRead }: LineProps) {
  const t = useTranslations()
  const api = useApi()
  const formats = useFormats()
  const { run, busy, failure } = useAct()
  const markRead = async () => {
    await api.notices.markRead.mutate({ id })
    await onRead()
  }
  return (
    <li className={styles.notice} data-unread={!read || undefined}>
      <RoundIcon name={icon as AnyIcon} quiet={read} />
      <div className={styles.words}>
        <Link
          to={link}
          className={styles.title ?? ''}
          onClick={() => {
            // Whoever follows it does not wait for this; a failed one stays unread and can be marked by its button.
            if (!read) markRead().catch(() => undefined)
          }}
        >
          {title}
        </Link>
        <p className={styles.text}>{text}</p>
        <p className={styles.when} title={formats.moment(at)}>
          {formats.relative(at, Date.now())}
        </p>
        {failure !== null && <Notice tone="error">{failure}</Notice>}
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
