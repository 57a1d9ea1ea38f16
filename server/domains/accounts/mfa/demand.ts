import type { Role } from '../../../../shared/definitions.ts'
import { mfaSettings } from '../../../../shared/mfa.ts'
import type { Deps } from '../../../platform/deps.ts'
import { hasMfa } from './totp.ts'

/** Whose second factor the house may demand. */
export const demandedOf: readonly Role[] = ['owner', 'admin']

/** Whether the house demands a second factor of whoever bears this role. */
export const isRequired = (deps: Deps, role: Role): boolean =>
  demandedOf.includes(role) && deps.settings.get(mfaSettings).requiredOfAdmins

/** Whether the person can do nothing before a second factor is set up. */
export const mustEnrol = (deps: Deps, { id, role }: { id: number; role: Role }): boolean =>
  isRequired(deps, role) && !hasMfa(deps, id)
