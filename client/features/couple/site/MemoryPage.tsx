import {
  type LoaderFunctionArgs,
  Outlet,
  type ShouldRevalidateFunction,
  useLoaderData,
  useRouteError,
} from 'react-router'
import { useTranslations } from 'use-intl'
import type { MemoryView } from '../../../../shared/couple.ts'
import { coupleMe } from '../../../../shared/couple-me.ts'
import { failureOf } from '../../../lib/failure.ts'
import type { MetaArguments, PageMeta } from '../../../lib/page.ts'
import { services } from '../../../lib/services.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { useFormats, useMe } from '../../../ui/services.tsx'
import { paragraphsOf } from '../paragraphs.ts'
import closed from './ClosedPage.module.css'
import { ClosedPage } from './ClosedPage.tsx'
import { MemoryActs } from './MemoryActs.tsx'
import styles from './MemoryPage.module.css'
import { PictureGrid } from './PictureGrid.tsx'

export async function loader({ context, params }: LoaderFunctionArgs): Promise<MemoryView> {
  return context.get(services).api.couple.memory.query({ id: Number(params.id) })
}

const isEditor = ({ pathname }: URL) => pathname.endsWith('/edit')

/** Beneath the editor it stays as it is: a memory that was deleted meanwhile would take the editor away with it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) =>
  !isEditor(nextUrl) && (isEditor(currentUrl) || defaultShouldRevalidate)

export const meta = ({ data, t }: MetaArguments<MemoryView>): PageMeta => ({
  title: data.title || t('couple.timeline.untitled'),
  unlisted: true,
})

/** One memory. */
export function Component() {
  const t = useTranslations()
  const memory = useLoaderData<MemoryView>()
  const { date } = useFormats()
  const { title, text, place, status, author, pictures, mayEdit } = memory
  const paragraphs = paragraphsOf(text)
  const isAlone = pictures.length === 0 && paragraphs.length > 0
  return (
    <>
      <article className={styles.page}>
        <nav className={styles.bar}>
          <Link to="/couple/memories" className={styles.back}>
            <Icon name="back" size={18} />
            {t('couple.memory.back')}
          </Link>
          {mayEdit && <MemoryActs memory={memory} />}
        </nav>
        <header className={styles.header}>
          <p className={styles.date}>
            <time dateTime={memory.date}>{date(memory.date, 'weekday')}</time>
            {place && (
              <span className={styles.place}>
                <Icon name="place" size={17} />
                {place}
              </span>
            )}
          </p>
          <h1 className={styles.title}>{title || t('couple.timeline.untitled')}</h1>
          {status !== 'shared' && (
            <p className={styles.note}>
              <Icon name={status === 'draft' ? 'edit' : 'lock'} size={18} />
              {t(status === 'draft' ? 'couple.memory.draftNote' : 'couple.memory.privateNote')}
            </p>
          )}
        </header>
        {pictures.length > 0 && <PictureGrid pictures={pictures} />}
        <div className={styles.words} data-alone={isAlone || undefined}>
          {paragraphs.map((paragraph, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have nothing but their order
            <p key={index}>{paragraph}</p>
          ))}
          {author && <p className={styles.author}>{t('couple.memory.by', { name: author })}</p>}
        </div>
      </article>
      <Outlet />
    </>
  )
}

/** A memory that is not there any more, while the others are. */
export function ErrorBoundary() {
  const t = useTranslations()
  const { partner } = coupleMe.of(useMe())
  const { status } = failureOf(useRouteError())
  if (status !== 404 || !partner) return <ClosedPage />
  const action = (
    <div className={closed.acts}>
      <ButtonLink to="/couple/memories">{t('couple.memory.back')}</ButtonLink>
      <ButtonLink to="/couple/memories/deleted" look="outline">
        {t('couple.timeline.deleted')}
      </ButtonLink>
    </div>
  )
  return (
    <div className={closed.page}>
      <Empty icon="heart" title={<h1 className={closed.title}>{t('couple.memory.gone')}</h1>} action={action}>
        {t('couple.memory.goneText')}
      </Empty>
    </div>
  )
}
