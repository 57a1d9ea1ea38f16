import type { AnyTRPCRouter } from '@trpc/server'
import type { Router } from 'express'
import type {
  AbilityDefinition,
  DomainEventDefinition,
  JobDefinition,
  LimitDefinition,
  MeDefinition,
  NoticeDefinition,
  RoomDefinition,
  ScopeDefinition,
  SettingsDefinition,
} from '../../shared/definitions.ts'
import type { HealthState } from '../../shared/health.ts'
import type { Locale } from '../../shared/locale.ts'
import type { MessageKey } from '../../shared/messages/catalogue.gen.ts'
import type { Actor, ActorAccount, SignedIn } from './actor.ts'
import type { Deps } from './deps.ts'

export interface JobHandler {
  readonly kind: 'job'
  readonly name: string
  readonly attempts: number
  /** Throws where the payload no longer fits its schema: the job is then a dead letter. */
  parse(payload: string): unknown
  run(deps: Deps, payload: unknown): void | Promise<void>
  /** Runs in the transaction that makes a job of a sound payload a dead letter. */
  givenUp(deps: Deps, payload: unknown, reason: unknown): void
}

export interface DomainEventHandler {
  readonly kind: 'domain-event'
  readonly name: string
  run(deps: Deps, payload: unknown): void
}

/** Who may listen in a room. */
export interface RoomGate {
  readonly room: RoomDefinition
  may(deps: Deps, actor: Actor, id: string): boolean
}

/** Who may see a file because of what it is used for. */
export interface MediaGate {
  /** As written in `media_use.use`. */
  readonly use: string
  may(deps: Deps, actor: Actor, ownerId: number): boolean
  /** Whether anybody may: such a file is cached by everyone. */
  open(deps: Deps, ownerId: number): boolean
}

/** Counts how much each account uses of a limit, in its unit; accounts that use nothing may be missing. */
export interface LimitUse {
  readonly limit: LimitDefinition
  usedBy(deps: Deps): ReadonlyMap<number, number>
}

export interface Schedule {
  /** Five fields in UTC. */
  readonly cron: string
  readonly job: JobDefinition<Record<never, never>>
}

export interface HealthReport {
  readonly state: HealthState
  /** What is the matter, or that all is well. */
  readonly message: MessageKey
  readonly args?: Readonly<Record<string, string | number>>
  /** The moment that the message speaks of as `{when}`, in milliseconds since the epoch. */
  readonly at?: number
  /** What to do about this matter, where the line's own cure is not it. */
  readonly cure?: MessageKey
}

export interface HealthCheck {
  /** Shown as the line's title. */
  readonly name: MessageKey
  /** What to do where the line is not well, and the page to do it on where it is done in the house. */
  readonly cure?: { readonly text: MessageKey; readonly to?: string }
  check(deps: Deps): HealthReport | Promise<HealthReport>
}

/** What is switched on and off as one; domains may share it. */
export interface Module {
  readonly name: string
  readonly label: MessageKey
  /** What it brings, in a sentence or two. */
  readonly text: MessageKey
  /** Whether it is on where nobody has switched it. */
  readonly on: boolean
}

/** What a domain adds to `Me`. */
export interface MePart {
  readonly name: string
  read(deps: Deps, actor: Actor): object
}

/** A question that the first run asks while the domain is on; the page for it comes from the client's feature. */
export interface SetupStep {
  readonly name: string
  readonly label: MessageKey
}

/** Things that show what a module is like, put in and taken out with one click. */
export interface DemoContent {
  /** Whether {@link insert} was done and {@link remove} not yet. */
  isIn(deps: Deps): boolean
  insert(deps: Deps, actor: Actor): Promise<void>
  remove(deps: Deps): void
}

/** Things of a person: what becomes of them is asked before their account goes. */
export interface Belongings {
  /** Names them, in the plural; no two are alike. */
  readonly label: MessageKey
  count(deps: Deps, accountId: number): number
  /** The accounts to which they can be given. */
  heirs(deps: Deps, accountId: number): readonly number[]
  /** Gives them all to one of the heirs. In the transaction that removes the account. */
  handOver(deps: Deps, from: number, to: number): void
  /** Deletes them. In the transaction that removes the account. */
  remove(deps: Deps, accountId: number): void
}

/** A place that a domain gives to some people: it lets them do more than their role and their groups. */
export interface Standing {
  readonly label: MessageKey
  holds(deps: Deps, accountId: number): boolean
}

/** What a token proves: the person behind a session. */
export interface Identity {
  readonly account: ActorAccount
  readonly locale: Locale | null
  readonly timeZone: string | null
  /** It counts for nothing before the person has set up a second factor. */
  readonly mustEnrol: boolean
}

/** Why a session is looked up: what the person does keeps an idle one alive, a look writes nothing. */
export type SessionPurpose = 'act' | 'look'

/** @param via how the token came: a browser's cookie, or a program's header; each opens only sessions of its kind */
export type Authenticator = (
  deps: Deps,
  token: string,
  via: 'browser' | 'bearer',
  purpose: SessionPurpose,
) => Identity | null

/** A domain's manifest: all that it adds to the house. */
export interface Domain<R extends AnyTRPCRouter = AnyTRPCRouter> {
  readonly router: R
  /** Switched off together with it; a domain without a module is always there. */
  readonly module?: Module
  readonly me?: MePart
  readonly setupSteps?: readonly SetupStep[]
  readonly abilities?: readonly AbilityDefinition[]
  readonly limits?: readonly LimitDefinition[]
  /** What API keys may be made for. */
  readonly scopes?: readonly ScopeDefinition[]
  readonly limitUses?: readonly LimitUse[]
  // biome-ignore lint/suspicious/noExplicitAny: each definition has its own value type, checked where it is used
  readonly settings?: readonly SettingsDefinition<any>[]
  readonly handlers?: readonly (JobHandler | DomainEventHandler)[]
  readonly schedule?: readonly Schedule[]
  readonly rooms?: readonly RoomGate[]
  readonly mediaUses?: readonly MediaGate[]
  readonly health?: readonly HealthCheck[]
  /** Kinds of what people are told. */
  readonly notices?: readonly NoticeKind[]
  readonly demo?: DemoContent
  readonly belongings?: readonly Belongings[]
  readonly standings?: readonly Standing[]
  /** One domain of the house tells who is behind a session token. */
  readonly authenticate?: Authenticator
  readonly http?: (deps: Deps) => Router
  /** Starts what outlives a call; returns its stop. */
  readonly start?: (deps: Deps) => Promise<() => Promise<void>>
}

/** Ties what a domain adds to `Me` to how it is read. */
export const addsToMe = <T extends object>(
  of: MeDefinition<T>,
  read: (deps: Deps, actor: Actor) => NoInfer<T>,
): MePart => ({ name: of.name, read })

/** A kind of notice, and who may ever get one: to whoever may not, it is not offered as a choice. */
export interface NoticeKind {
  // biome-ignore lint/suspicious/noExplicitAny: each kind has its own payload, checked where it is raised
  readonly of: NoticeDefinition<any>
  isFor(deps: Deps, actor: SignedIn): boolean
}

/** Ties a kind of notice to whom it concerns: everybody, where nothing else is said. */
export const tells = <T>(of: NoticeDefinition<T>, isFor: NoticeKind['isFor'] = () => true): NoticeKind => ({
  of,
  isFor,
})

/** Ties a job to its handler, and to what is done when its last try failed, and why; payloads fit the job's schema. */
export const onJob = <T>(
  of: JobDefinition<T>,
  run: (deps: Deps, payload: T) => void | Promise<void>,
  givenUp: (deps: Deps, payload: T, reason: unknown) => void = () => undefined,
): JobHandler => ({
  kind: 'job',
  name: of.name,
  attempts: of.attempts,
  parse: (payload) => of.schema.parse(JSON.parse(payload)),
  run: (deps, payload) => run(deps, payload as T),
  givenUp: (deps, payload, reason) => givenUp(deps, payload as T, reason),
})

/** Ties a domain event to a handler, which runs inside the transaction that raised it. */
export const onEvent = <T>(
  of: DomainEventDefinition<T>,
  run: (deps: Deps, payload: T) => void,
): DomainEventHandler => ({
  kind: 'domain-event',
  name: of.name,
  run: (deps, payload) => run(deps, of.schema.parse(payload)),
})
