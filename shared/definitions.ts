import type * as z from 'zod/mini'
import type { MessageKey } from './messages/catalogue.gen.ts'

/** What a domain adds to the house is a typed value; nobody keeps a list of all names. */
export interface Defined<Kind extends string, T> {
  readonly kind: Kind
  readonly name: string
  readonly schema: z.ZodMiniType<T>
}

/** Jobs of one lane share a bound on how many run at once. */
export type Lane = 'default' | 'mail' | 'media' | 'torrents'

export interface JobDefinition<T> extends Defined<'job', T> {
  readonly lane: Lane
  /** Tries before the job becomes a dead letter. */
  readonly attempts: number
}

export function defineJob<T>(
  name: string,
  schema: z.ZodMiniType<T>,
  options: { lane?: Lane; attempts?: number } = {},
): JobDefinition<T> {
  return { kind: 'job', name, schema, lane: options.lane ?? 'default', attempts: options.attempts ?? 8 }
}

/**
 * How an event reaches browsers. `changed` names what to read again and `durable` carries a revision of the
 * database: both leave after commit. `volatile` lives in memory only and may be lost.
 */
export type Delivery = 'changed' | 'durable' | 'volatile'

export interface EventDefinition<T> {
  readonly kind: 'event'
  readonly name: string
  readonly delivery: Delivery
  /** Carries the type alone: events leave the server and are checked by the compiler. */
  readonly payload?: T
}

/** An event that is pushed to the browsers in a room. */
export const defineEvent = <T>(name: string, delivery: Delivery): EventDefinition<T> => ({
  kind: 'event',
  name,
  delivery,
})

export type DomainEventDefinition<T> = Defined<'domain-event', T>

/** An event that other domains handle inside the transaction that raised it. */
export const defineDomainEvent = <T>(name: string, schema: z.ZodMiniType<T>): DomainEventDefinition<T> => ({
  kind: 'domain-event',
  name,
  schema,
})

/** A place where browsers listen; `id` tells apart rooms of one kind. The server decides who may join. */
export interface RoomDefinition<Name extends string = string> {
  readonly kind: 'room'
  readonly name: Name
}

/** Where a room stands: a browser that joined at `seq` of `epoch` drops older events and notices gaps. */
export interface RoomState {
  readonly epoch: string
  readonly seq: number
}

export const defineRoom = <Name extends string>(name: Name): RoomDefinition<Name> => ({ kind: 'room', name })

export interface SettingsDefinition<T extends object> extends Defined<'settings', T> {
  readonly defaults: T
  /** Fields that are stored encrypted and never leave the server again. */
  readonly secrets: readonly (keyof T & string)[]
  /** Fields that say to whom the secrets are shown: where one of them changes, the secrets must be given anew. */
  readonly boundTo: readonly (keyof T & string)[]
  /** Read and changed by its domain alone, which checks more than the schema does. */
  readonly ownDoor: boolean
}

export const defineSettings = <T extends object>(
  name: string,
  schema: z.ZodMiniType<T>,
  defaults: NoInfer<T>,
  options: {
    secrets?: readonly (keyof NoInfer<T> & string)[]
    boundTo?: readonly (keyof NoInfer<T> & string)[]
    ownDoor?: boolean
  } = {},
): SettingsDefinition<T> => {
  const { secrets = [], boundTo = [], ownDoor = false } = options
  return { kind: 'settings', name, schema, defaults, secrets, boundTo, ownDoor }
}

/** What a domain adds to `Me`. Without a schema, so that public pages read it too: it comes from our own server. */
export interface MeDefinition<T extends object> {
  readonly kind: 'me'
  readonly name: string
  /** What the domain says of whoever looks; while its module is off, what the definition says of everybody. */
  of(me: { readonly parts: Readonly<Record<string, object>> }): T
}

export const defineMe = <T extends object>(name: string, withoutModule: T): MeDefinition<T> => ({
  kind: 'me',
  name,
  of: ({ parts }) => (parts[name] as T | undefined) ?? withoutModule,
})

export type Role = 'owner' | 'admin' | 'member' | 'client'

/** How a person reads what may be given to them: message keys of the domain that declares it. */
interface Described {
  readonly label: MessageKey
  /** What it means, in a sentence. */
  readonly text: MessageKey
}

export interface AbilityDefinition extends Described {
  readonly kind: 'ability'
  readonly name: string
  /** Roles that hold it without belonging to any group. The owner holds every ability. */
  readonly roles: readonly Role[]
  /** Acts under this ability are administration: each must leave a line in the audit log. */
  readonly administrative: boolean
}

export const defineAbility = (
  name: string,
  {
    label,
    text,
    roles = [],
    administrative = false,
  }: Described & { roles?: readonly Role[]; administrative?: boolean },
): AbilityDefinition => ({ kind: 'ability', name, label, text, roles, administrative })

/** What an API key may do. Whoever makes one picks from the scopes of every domain. */
export interface ScopeDefinition {
  readonly kind: 'scope'
  readonly name: string
  readonly label: MessageKey
  /** What it allows, in a sentence. */
  readonly text: MessageKey
  /** A path on which a key with it may be tried. */
  readonly example?: string
}

export const defineScope = (name: string, of: Omit<ScopeDefinition, 'kind' | 'name'>): ScopeDefinition => ({
  kind: 'scope',
  name,
  ...of,
})

export interface LimitDefinition extends Described {
  readonly kind: 'limit'
  readonly name: string
  readonly unit: 'bytes' | 'count' | 'bytes-per-second'
  /** What holds for a person in no group that says otherwise. */
  readonly standard: number
}

export const defineLimit = (
  name: string,
  unit: LimitDefinition['unit'],
  standard: number,
  described: Described,
): LimitDefinition => ({ kind: 'limit', name, unit, standard, ...described })

/** The ways on which a notice reaches a person. */
export const noticeChannels = ['page', 'mail'] as const

export type NoticeChannel = (typeof noticeChannels)[number]

export type NoticeArguments = Readonly<Record<string, string | number>>

/** Something that a person is told. Its words are made of the payload when they are read, in the reader's language. */
export interface NoticeDefinition<T> extends Defined<'notice', T> {
  /** Names the kind where each person chooses what reaches them. */
  readonly label: MessageKey
  readonly title: MessageKey
  readonly text: MessageKey
  /** A drawing of the icon sheet. */
  readonly icon: string
  /** The channels that are on for whoever has not chosen. */
  readonly channels: readonly NoticeChannel[]
  /** Leaves at once: neither quiet hours nor the daily mail hold it back. */
  readonly urgent: boolean
  /** Path of the page that it is about. */
  link(payload: T): string
  /** What `title` and `text` are given; `words` names in the reader's language what the payload holds as a key. */
  args(payload: T, words: (key: MessageKey) => string): NoticeArguments
}

export const defineNotice = <T extends NoticeArguments>(
  name: string,
  schema: z.ZodMiniType<T>,
  options: {
    label: MessageKey
    title: MessageKey
    text: MessageKey
    link: (payload: NoInfer<T>) => string
    channels: readonly NoticeChannel[]
    icon?: string
    urgent?: boolean
    args?: NoticeDefinition<NoInfer<T>>['args']
  },
): NoticeDefinition<T> => {
  const { icon = 'bell', urgent = false, args = (payload) => payload, ...words } = options
  return { kind: 'notice', name, schema, icon, urgent, args, ...words }
}
