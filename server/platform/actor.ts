import type { AbilityDefinition, Role } from '../../shared/definitions.ts'
import type { Locale } from '../../shared/locale.ts'

/** Who asks: a signed-in person or a visitor, with what they may do and from where they come. */
export interface Actor {
  readonly account: ActorAccount | null
  /** Somebody who signed in and can do nothing before a second factor is set up: a visitor to everything else. */
  readonly enrolling: ActorAccount | null
  readonly abilities: ReadonlySet<string>
  /** Address of the client, as far as `TRUST_PROXY` lets it be known. */
  readonly address: string
  readonly locale: Locale
  readonly timeZone: string
  /** What the API key that they came with allows; null for whoever came without one, whom no scope binds. */
  readonly scopes: ReadonlySet<string> | null
  /** SHA-256 hashes of the share tokens that this browser carries. */
  readonly shares: ReadonlySet<string>
  /** Acts that were recorded in the audit log during this call. */
  readonly recorded: string[]
}

export interface ActorAccount {
  readonly id: number
  readonly contactId: number
  readonly role: Role
  readonly username: string
  readonly name: string
  /** The session that proves it; null for the command line. */
  readonly sessionId: number | null
}

export type SignedIn = Actor & { readonly account: ActorAccount }

export const isSignedIn = (actor: Actor): actor is SignedIn => actor.account !== null

/** Whether the actor holds an ability. */
export const can = (actor: Actor, ability: AbilityDefinition): boolean => actor.abilities.has(ability.name)
