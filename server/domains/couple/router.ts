import * as z from 'zod/mini'
import { email, type InvitationLink, locale, personName } from '../../../shared/accounts.ts'
import {
  administerCouple,
  type CoupleView,
  coupleChangeInput,
  type DeletedPage,
  deletedInput,
  type MemoryCard,
  type MemoryPage,
  type MemoryView,
  type MonthCount,
  memoryEditInput,
  memoryIdInput,
  memoryInput,
  newPerspectiveInput,
  type PartnerPlace,
  type PerspectiveView,
  partnerInput,
  perspectiveInput,
  positionInput,
  searchInput,
  timelineInput,
  visibilityInput,
} from '../../../shared/couple.ts'
import { limited, may, open, openKept, router } from '../../platform/trpc.ts'
import { byPartner } from './by-partner.ts'
import { changeCouple, changeVisibility, linkAddress, renewLink, viewCouple } from './couple.ts'
import { deletedMemories, deleteMemory, removeMemories, restoreMemory } from './deleted.ts'
import { importProcedures } from './import/procedures.ts'
import { createMemory, editMemory, shareMemory } from './memories.ts'
import { invitePartner, namePartner, partnerPlaces, removePartner } from './partners.ts'
import { subjectProcedures } from './perspectives/procedures.ts'
import { changePerspective, createPerspective, perspectives, presentPerspectives } from './perspectives.ts'
import { memoryToChange, memoryToRestore } from './policy.ts'
import { viewMemory } from './present.ts'
import { searchMemories } from './search.ts'
import { storyProcedures } from './story/procedures.ts'
import { drafts, monthCounts, onThisDay, timelinePage } from './timeline.ts'

const searches = { name: 'couple.search', points: 120, seconds: 60 }
const invitations = { name: 'couple.invite', points: 20, seconds: 300 }

export const coupleRouter = router({
  ...importProcedures,

  view: open.query(({ ctx }): CoupleView => viewCouple(ctx.deps, ctx.actor)),

  change: byPartner.input(coupleChangeInput).mutation(({ ctx, input: { revision, ...change } }): CoupleView => {
    changeCouple(ctx.deps, ctx.by, change, revision)
    return viewCouple(ctx.deps, ctx.actor)
  }),

  changeVisibility: byPartner
    .input(visibilityInput)
    .mutation(({ ctx, input }): void => changeVisibility(ctx.deps, ctx.by, input.visibility, input.revision ?? null)),

  link: byPartner.query(({ ctx }): string => linkAddress(ctx.deps, ctx.by)),

  renewLink: byPartner.mutation(({ ctx }): string => renewLink(ctx.deps, ctx.by)),

  timeline: openKept
    .input(timelineInput)
    .query(({ ctx, input }): MemoryPage => timelinePage(ctx.deps, ctx.actor, input)),

  months: open.query(({ ctx }): MonthCount[] => monthCounts(ctx.deps, ctx.actor)),

  search: open
    .use(limited(searches))
    .input(searchInput)
    .query(({ ctx, input }): MemoryPage => searchMemories(ctx.deps, ctx.actor, input)),

  onThisDay: open.query(({ ctx }): MemoryCard[] => onThisDay(ctx.deps, ctx.actor)),

  drafts: byPartner.query(({ ctx }): MemoryCard[] => drafts(ctx.deps, ctx.by)),

  memory: open.input(memoryIdInput).query(({ ctx, input }): MemoryView => viewMemory(ctx.deps, ctx.actor, input.id)),

  createMemory: byPartner.input(memoryInput).mutation(({ ctx, input }): MemoryView => {
    const id = createMemory(ctx.deps, ctx.by, input)
    return viewMemory(ctx.deps, ctx.actor, id)
  }),

  editMemory: byPartner.input(memoryEditInput).mutation(({ ctx, input: { id, revision, ...change } }): MemoryView => {
    editMemory(ctx.deps, ctx.by, memoryToChange(ctx.deps, ctx.by, id), change, revision)
    return viewMemory(ctx.deps, ctx.actor, id)
  }),

  shareMemory: byPartner.input(memoryIdInput).mutation(({ ctx, input: { id } }): MemoryView => {
    shareMemory(ctx.deps, ctx.by, memoryToChange(ctx.deps, ctx.by, id))
    return viewMemory(ctx.deps, ctx.actor, id)
  }),

  deleteMemory: byPartner
    .input(memoryIdInput)
    .mutation(({ ctx, input }): void => deleteMemory(ctx.deps, memoryToChange(ctx.deps, ctx.by, input.id))),

  restoreMemory: byPartner.input(memoryIdInput).mutation(({ ctx, input: { id } }): MemoryView => {
    restoreMemory(ctx.deps, memoryToRestore(ctx.deps, ctx.by, id))
    return viewMemory(ctx.deps, ctx.actor, id)
  }),

  deleted: byPartner
    .input(deletedInput)
    .query(({ ctx, input }): DeletedPage => deletedMemories(ctx.deps, ctx.by, input)),

  /** For good: only what is deleted already. */
  removeMemory: byPartner
    .input(memoryIdInput)
    .mutation(({ ctx, input }): void => removeMemories(ctx.deps, [memoryToRestore(ctx.deps, ctx.by, input.id).id])),

  perspectives: open.query(({ ctx: { deps, actor } }): PerspectiveView[] =>
    presentPerspectives(deps, perspectives(deps, actor)),
  ),

  createPerspective: byPartner.input(newPerspectiveInput).mutation(({ ctx, input }): PerspectiveView[] => {
    createPerspective(ctx.deps, ctx.by, input)
    return presentPerspectives(ctx.deps, perspectives(ctx.deps, ctx.actor))
  }),

  changePerspective: byPartner.input(perspectiveInput).mutation(({ ctx, input }): PerspectiveView[] => {
    changePerspective(ctx.deps, ctx.by, input)
    return presentPerspectives(ctx.deps, perspectives(ctx.deps, ctx.actor))
  }),

  ...storyProcedures,

  ...subjectProcedures,

  partners: may(administerCouple).query(({ ctx }): PartnerPlace[] => partnerPlaces(ctx.deps)),

  namePartner: may(administerCouple)
    .input(partnerInput)
    .mutation(({ ctx, input }): PartnerPlace[] => {
      namePartner(ctx.deps, ctx.actor, input.accountId, input.position)
      return partnerPlaces(ctx.deps)
    }),

  removePartner: may(administerCouple)
    .input(positionInput)
    .mutation(({ ctx, input }): PartnerPlace[] => {
      removePartner(ctx.deps, ctx.actor, input.position)
      return partnerPlaces(ctx.deps)
    }),

  invitePartner: may(administerCouple)
    .use(limited(invitations))
    .input(z.extend(positionInput, { name: personName, email: z.union([z.literal(''), email]), locale }))
    .mutation(
      ({ ctx, input: { position, ...person } }): InvitationLink => invitePartner(ctx.deps, ctx.actor, position, person),
    ),
})
