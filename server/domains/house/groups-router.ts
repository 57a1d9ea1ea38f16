import {
  type GroupCard,
  type GroupChoices,
  type GroupLoss,
  type GroupView,
  groupChangeInput,
  groupIdInput,
  type LimitEffect,
  limitEffectsInput,
  newGroupInput,
  type RightsView,
  rightsInput,
} from '../../../shared/groups.ts'
import { administer } from '../../../shared/house.ts'
import { may } from '../../platform/trpc.ts'
import { changeGroup, createGroup, deleteGroup, groupChoices, listGroups, viewGroup } from './groups.ts'
import { groupLoss, limitEffects, rightsOf } from './rights.ts'

/** Groups, and what people may do because of them. */
export const groupProcedures = {
  groups: may(administer).query(({ ctx }): GroupCard[] => listGroups(ctx.deps)),

  groupChoices: may(administer).query(({ ctx }): GroupChoices => groupChoices(ctx.deps)),

  group: may(administer)
    .input(groupIdInput)
    .query(({ ctx, input }): GroupView => viewGroup(ctx.deps, input.id)),

  createGroup: may(administer)
    .input(newGroupInput)
    .mutation(({ ctx, input }): GroupView => createGroup(ctx.deps, ctx.actor, input.name)),

  changeGroup: may(administer)
    .input(groupChangeInput)
    .mutation(({ ctx, input }): GroupView => changeGroup(ctx.deps, ctx.actor, input)),

  deleteGroup: may(administer)
    .input(groupIdInput)
    .mutation(({ ctx, input }): void => deleteGroup(ctx.deps, ctx.actor, input.id)),

  groupLoss: may(administer)
    .input(groupIdInput)
    .query(({ ctx, input }): GroupLoss => groupLoss(ctx.deps, input.id)),

  limitEffects: may(administer)
    .input(limitEffectsInput)
    .query(({ ctx, input }): LimitEffect[] => limitEffects(ctx.deps, input)),

  rightsOf: may(administer)
    .input(rightsInput)
    .query(({ ctx, input }): RightsView => rightsOf(ctx.deps, input.accountId)),
}
