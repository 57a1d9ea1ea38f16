import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import type { StoryView } from '../../../../../shared/couple-story.ts'
import type { MetaArguments, PageMeta } from '../../../../lib/page.ts'
import { services } from '../../../../lib/services.ts'
import { Empty } from '../../../../ui/Empty.tsx'
import { namesOf } from '../../names.ts'
import { ClosedPage } from '../ClosedPage.tsx'
import { SectionActs, SectionHead } from '../SectionHead.tsx'
import { Chapter } from './Chapter.tsx'
import styles from './StoryPage.module.css'

interface StoryPageContent extends StoryView {
  readonly names: Parameters<typeof namesOf>[0]
  readonly isPublic: boolean
  readonly mayEdit: boolean
}

export async function loader({ context }: LoaderFunctionArgs): Promise<StoryPageContent> {
  const { api } = context.get(services)
  const [{ partners, visibility, mayEdit }, story] = await Promise.all([
    api.couple.view.query(),
    api.couple.story.query(),
  ])
  return { ...story, names: { partners }, isPublic: visibility === 'public', mayEdit }
}

export function meta({ data, t }: MetaArguments<StoryPageContent>): PageMeta {
  const picture = data.chapters.find(({ pictures }) => pictures.length > 0)?.pictures[0]
  const image = data.isPublic ? picture?.sources.at(-1)?.url : undefined
  return {
    title: t('coupleStory.story.title'),
    description: t('coupleStory.story.lead', { names: namesOf(data.names, t) }),
    unlisted: !data.isPublic,
    ...(image ? { image } : {}),
  }
}

export const ErrorBoundary = ClosedPage

/** How the two met, chapter after chapter. */
export function Component() {
  const t = useTranslations()
  const { chapters, names, mayEdit } = useLoaderData<StoryPageContent>()
  return (
    <>
      <article className={styles.page}>
        <SectionHead section="story" names={namesOf(names, t)} mayEdit={mayEdit && chapters.length > 0} />
        {chapters.map((chapter, index) => (
          <Chapter key={chapter.id} chapter={chapter} isFirst={index === 0} mayEdit={mayEdit} />
        ))}
        {chapters.length === 0 && <Nothing mayEdit={mayEdit} />}
      </article>
      <Outlet />
    </>
  )
}

function Nothing({ mayEdit }: { mayEdit: boolean }) {
  const t = useTranslations()
  if (!mayEdit) {
    return (
      <Empty icon="heart" title={t('coupleStory.story.emptyVisitor')}>
        {t('coupleStory.story.emptyVisitorText')}
      </Empty>
    )
  }
  return (
    <Empty icon="heart" title={t('coupleStory.story.empty')} action={<SectionActs section="story" />}>
      {t('coupleStory.story.emptyText')}
    </Empty>
  )
}
