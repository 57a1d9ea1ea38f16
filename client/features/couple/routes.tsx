import { coupleMe } from '../../../shared/couple-me.ts'
import type { Me } from '../../../shared/house.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import type { Feature, PageRoute } from '../../lib/page.ts'

const isOpenTo = (me: Me) => coupleMe.of(me).open

const editorRoute = (path: string, title: MessageKey, load: PageRoute['load']): PageRoute => ({
  ...{ path, kind: 'app', title, signedIn: true, load },
  words: ['coupleEditor', 'coupleStoryEditor', 'media'],
})

const chapterEditor = () => import('./app/story/ChapterPage.tsx')
const subjectEditor = () => import('./app/perspectives/SubjectPage.tsx')
const arrange = () => import('./app/ArrangePage.tsx')

export const couple: Feature = {
  pages: [
    {
      kind: 'site',
      mood: 'nous',
      words: ['couple'],
      load: () => import('./site/CoupleFrame.tsx'),
      children: [
        {
          path: 'couple',
          kind: 'site',
          load: () => import('./site/CouplePage.tsx'),
          children: [
            {
              path: 'edit',
              kind: 'app',
              words: ['coupleEditor', 'media'],
              signedIn: true,
              load: () => import('./app/CoupleEditor.tsx'),
            },
          ],
        },
        {
          path: 'couple/memories',
          kind: 'site',
          load: () => import('./site/MemoriesPage.tsx'),
          children: [
            {
              path: 'new',
              kind: 'app',
              words: ['coupleEditor', 'media'],
              title: 'coupleEditor.memory.newTitle',
              signedIn: true,
              load: () => import('./app/NewMemory.tsx'),
            },
            {
              path: 'deleted',
              kind: 'app',
              words: ['coupleEditor'],
              title: 'coupleEditor.deleted.title',
              signedIn: true,
              load: () => import('./app/DeletedMemories.tsx'),
            },
          ],
        },
        {
          path: 'couple/memories/:id',
          kind: 'site',
          load: () => import('./site/MemoryPage.tsx'),
          children: [
            {
              path: 'edit',
              kind: 'app',
              words: ['coupleEditor', 'media'],
              title: 'coupleEditor.memory.editTitle',
              signedIn: true,
              load: () => import('./app/EditMemory.tsx'),
            },
          ],
        },
        {
          path: 'couple/story',
          kind: 'site',
          words: ['coupleStory'],
          load: () => import('./site/story/StoryPage.tsx'),
          children: [
            editorRoute('new', 'coupleStoryEditor.chapter.newTitle', chapterEditor),
            editorRoute(':id/edit', 'coupleStoryEditor.chapter.editTitle', chapterEditor),
            editorRoute('arrange', 'coupleStoryEditor.arrange.chapters', arrange),
          ],
        },
        {
          path: 'couple/future',
          kind: 'site',
          words: ['coupleStory'],
          load: () => import('./site/perspectives/FuturePage.tsx'),
          children: [
            editorRoute('new', 'coupleStoryEditor.subject.newTitle', subjectEditor),
            editorRoute(':id/edit', 'coupleStoryEditor.subject.editTitle', subjectEditor),
            editorRoute(':id/write', 'coupleStoryEditor.hope.title', () => import('./app/perspectives/WriteHope.tsx')),
            editorRoute('arrange', 'coupleStoryEditor.arrange.subjects', arrange),
          ],
        },
        { path: 'couple/l/:token', kind: 'site', load: () => import('./site/LinkPage.tsx') },
      ],
    },
  ],
  navigation: [
    {
      to: '/couple',
      label: 'common.navigation.couple',
      icon: 'heart',
      place: 'site',
      module: 'couple',
      shown: isOpenTo,
      door: { text: 'common.doors.couple', mood: 'nous' },
    },
    {
      to: '/couple/memories',
      label: 'common.navigation.memories',
      icon: 'photos',
      place: 'site',
      module: 'couple',
      shown: isOpenTo,
    },
    {
      to: '/admin/couple',
      label: 'workshop.lines.coupleSettings',
      icon: 'heart',
      place: 'workshop',
      module: 'couple',
      ability: 'couple.administer',
    },
  ],
  commands: { words: ['coupleEditor', 'coupleStoryEditor', 'coupleImport'], load: () => import('./app/commands.ts') },
  setup: () => import('./app/setup.ts'),
  settings: () => import('./app/settings.ts'),
  words: ['couple', 'coupleEditor', 'coupleInterface', 'coupleImport'],
}
