import {
  type DeletedEntry,
  hopeInput,
  listedInput,
  orderInput,
  type SubjectsView,
  subjectEditInput,
  subjectInput,
} from '../../../../shared/couple-story.ts'
import type { Deps } from '../../../platform/deps.ts'
import { limited, open } from '../../../platform/trpc.ts'
import { byPartner } from '../by-partner.ts'
import type { Partner } from '../policy.ts'
import { wholeReads } from '../reads.ts'
import { subjectToChange, subjectToRestore } from './policy.ts'
import { keepSealed, sealSubject, unsealSubject } from './seal.ts'
import {
  createSubject,
  deletedSubjects,
  deleteSubject,
  orderSubjects,
  renameSubject,
  restoreSubject,
  writeHope,
} from './subjects.ts'
import { viewSubjects } from './view.ts'

const aboutSubject = byPartner.input(listedInput)

interface Call {
  readonly ctx: { readonly deps: Deps; readonly by: Partner }
  readonly input: { readonly id: number }
}

/** Read in the same turn as it is changed: the other may be at it, too. */
const subjectOf = ({ ctx, input }: Call) => subjectToChange(ctx.deps, ctx.by, input.id)

export const subjectProcedures = {
  subjects: open.use(limited(wholeReads)).query(({ ctx }): SubjectsView => viewSubjects(ctx.deps, ctx.actor)),

  createSubject: byPartner
    .input(subjectInput)
    .mutation(({ ctx, input }): number => createSubject(ctx.deps, ctx.by, input)),

  renameSubject: byPartner
    .input(subjectEditInput)
    .mutation((call): void =>
      renameSubject(call.ctx.deps, call.ctx.by, subjectOf(call), call.input.title, call.input.revision),
    ),

  writeHope: byPartner.input(hopeInput).mutation((call): SubjectsView => {
    const { deps, by } = call.ctx
    writeHope(deps, by, subjectOf(call), call.input)
    return viewSubjects(deps, by)
  }),

  sealSubject: aboutSubject.mutation((call): void => sealSubject(call.ctx.deps, call.ctx.by, subjectOf(call))),

  /** Answers whether it is open now; else the other was asked. */
  unsealSubject: aboutSubject.mutation((call): boolean => unsealSubject(call.ctx.deps, call.ctx.by, subjectOf(call))),

  keepSealed: aboutSubject.mutation((call): void => keepSealed(call.ctx.deps, call.ctx.by, subjectOf(call))),

  orderSubjects: byPartner
    .input(orderInput)
    .mutation(({ ctx, input }): void => orderSubjects(ctx.deps, ctx.by, input.ids)),

  deleteSubject: aboutSubject.mutation((call): void => deleteSubject(call.ctx.deps, subjectOf(call))),

  restoreSubject: aboutSubject.mutation(({ ctx, input }): void =>
    restoreSubject(ctx.deps, subjectToRestore(ctx.deps, ctx.by, input.id)),
  ),

  deletedSubjects: byPartner.query(({ ctx }): DeletedEntry[] => deletedSubjects(ctx.deps, ctx.by)),
}
