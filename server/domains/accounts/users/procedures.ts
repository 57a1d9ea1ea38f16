import type { InvitationLink } from '../../../../shared/accounts.ts'
import { administer } from '../../../../shared/house.ts'
import {
  type BelongingsView,
  handOverInput,
  invitePersonInput,
  newPersonInput,
  type PeopleView,
  type PersonDetails,
  personInput,
  registrationInput,
  removePersonInput,
  renewInvitationInput,
  roleInput,
} from '../../../../shared/people.ts'
import { limited, may, open } from '../../../platform/trpc.ts'
import { invite, renewInvitation, takeInvitationBack } from '../invitations.ts'
import { signInRate } from '../sign-in.ts'
import { handOverHouse } from './handover.ts'
import { requestAccount } from './registration.ts'
import { belongingsOf, removePerson } from './removal.ts'
import {
  changeRole,
  createPerson,
  disablePerson,
  enablePerson,
  endSessionsOf,
  everyone,
  personDetails,
} from './users.ts'

const invitations = { name: 'accounts.invite', points: 40, seconds: 300 }
const registrations = { name: 'accounts.registration', points: 5, seconds: 300 }

/** The people of the house, for whoever administers it; the one open door is that of the self-registration. */
export const peopleProcedures = {
  everyone: may(administer).query(({ ctx }): PeopleView => everyone(ctx.deps)),

  person: may(administer)
    .input(personInput)
    .query(({ ctx, input }): PersonDetails => personDetails(ctx.deps, ctx.actor, input.id)),

  createPerson: may(administer)
    .input(newPersonInput)
    .mutation(({ ctx, input }): Promise<number> => createPerson(ctx.deps, ctx.actor, input)),

  invitePerson: may(administer)
    .use(limited(invitations))
    .input(invitePersonInput)
    .mutation(({ ctx, input }): InvitationLink => invite(ctx.deps, ctx.actor, input)),

  renewInvitation: may(administer)
    .use(limited(invitations))
    .input(renewInvitationInput)
    .mutation(({ ctx, input }): InvitationLink => renewInvitation(ctx.deps, ctx.actor, input)),

  withdrawInvitation: may(administer)
    .input(personInput)
    .mutation(({ ctx, input }): void => takeInvitationBack(ctx.deps, ctx.actor, input.id)),

  changeRole: may(administer)
    .input(roleInput)
    .mutation(({ ctx, input }): PersonDetails => {
      changeRole(ctx.deps, ctx.actor, input.id, input.role)
      return personDetails(ctx.deps, ctx.actor, input.id)
    }),

  disablePerson: may(administer)
    .input(personInput)
    .mutation(({ ctx, input }): PersonDetails => {
      disablePerson(ctx.deps, ctx.actor, input.id)
      return personDetails(ctx.deps, ctx.actor, input.id)
    }),

  enablePerson: may(administer)
    .input(personInput)
    .mutation(({ ctx, input }): PersonDetails => {
      enablePerson(ctx.deps, ctx.actor, input.id)
      return personDetails(ctx.deps, ctx.actor, input.id)
    }),

  endSessionsOf: may(administer)
    .input(personInput)
    .mutation(({ ctx, input }): PersonDetails => {
      endSessionsOf(ctx.deps, ctx.actor, input.id)
      return personDetails(ctx.deps, ctx.actor, input.id)
    }),

  belongings: may(administer)
    .input(personInput)
    .query(({ ctx, input }): BelongingsView[] => belongingsOf(ctx.deps, ctx.actor, input.id)),

  removePerson: may(administer)
    .input(removePersonInput)
    .mutation(({ ctx, input }): void => removePerson(ctx.deps, ctx.actor, input.id, input.belongings)),

  handOverHouse: may(administer)
    .use(limited(signInRate))
    .input(handOverInput)
    .mutation(({ ctx, input }): Promise<void> => handOverHouse(ctx.deps, ctx.actor, input)),

  requestAccount: open
    .use(limited(registrations))
    .input(registrationInput)
    .mutation(({ ctx, input }): void => requestAccount(ctx.deps, input)),
}
