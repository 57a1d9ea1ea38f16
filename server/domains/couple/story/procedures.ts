import {
  type ChapterView,
  chapterEditInput,
  chapterInput,
  type DeletedEntry,
  listedInput,
  orderInput,
  type StoryView,
} from '../../../../shared/couple-story.ts'
import { limited, open } from '../../../platform/trpc.ts'
import { byPartner } from '../by-partner.ts'
import { wholeReads } from '../reads.ts'
import { createChapter, editChapter, orderChapters } from './chapters.ts'
import { deleteChapter, deletedChapters, restoreChapter } from './deleted.ts'
import { chapterToChange, chapterToRestore } from './policy.ts'
import { viewChapter, viewStory } from './view.ts'

export const storyProcedures = {
  story: open.use(limited(wholeReads)).query(({ ctx }): StoryView => viewStory(ctx.deps, ctx.actor)),

  chapter: byPartner.input(listedInput).query(({ ctx, input }): ChapterView => viewChapter(ctx.deps, ctx.by, input.id)),

  createChapter: byPartner
    .input(chapterInput)
    .mutation(({ ctx, input }): ChapterView => viewChapter(ctx.deps, ctx.by, createChapter(ctx.deps, ctx.by, input))),

  editChapter: byPartner.input(chapterEditInput).mutation(({ ctx, input: { id, revision, ...input } }): ChapterView => {
    editChapter(ctx.deps, ctx.by, chapterToChange(ctx.deps, ctx.by, id), input, revision)
    return viewChapter(ctx.deps, ctx.by, id)
  }),

  orderChapters: byPartner
    .input(orderInput)
    .mutation(({ ctx, input }): void => orderChapters(ctx.deps, ctx.by, input.ids)),

  deleteChapter: byPartner
    .input(listedInput)
    .mutation(({ ctx, input }): void => deleteChapter(ctx.deps, chapterToChange(ctx.deps, ctx.by, input.id))),

  restoreChapter: byPartner.input(listedInput).mutation(({ ctx, input }): ChapterView => {
    restoreChapter(ctx.deps, chapterToRestore(ctx.deps, ctx.by, input.id))
    return viewChapter(ctx.deps, ctx.by, input.id)
  }),

  deletedChapters: byPartner.query(({ ctx }): DeletedEntry[] => deletedChapters(ctx.deps, ctx.by)),
}
