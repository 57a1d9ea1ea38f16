import type {
  AbilityDefinition,
  LimitDefinition,
  ScopeDefinition,
  SettingsDefinition,
} from '../../shared/definitions.ts'
import type {
  Authenticator,
  Belongings,
  DemoContent,
  Domain,
  DomainEventHandler,
  HealthCheck,
  JobHandler,
  LimitUse,
  MediaGate,
  MePart,
  Module,
  NoticeKind,
  RoomGate,
  Schedule,
  SetupStep,
  Standing,
} from './domain.ts'

/** What all domains together declared, by name. */
export interface Catalog {
  readonly modules: readonly Module[]
  /** The module of each domain that has one. */
  readonly moduleOf: ReadonlyMap<string, Module>
  readonly meParts: readonly (readonly [domain: string, MePart])[]
  readonly setupSteps: readonly (readonly [domain: string, SetupStep])[]
  readonly abilities: readonly AbilityDefinition[]
  readonly limits: readonly LimitDefinition[]
  readonly scopes: readonly (readonly [domain: string, ScopeDefinition])[]
  readonly limitUses: ReadonlyMap<string, LimitUse>
  // biome-ignore lint/suspicious/noExplicitAny: each definition has its own value type, checked where it is used
  readonly settings: ReadonlyMap<string, SettingsDefinition<any>>
  readonly jobs: ReadonlyMap<string, JobHandler>
  readonly events: ReadonlyMap<string, readonly DomainEventHandler[]>
  readonly rooms: ReadonlyMap<string, RoomGate>
  readonly mediaUses: ReadonlyMap<string, MediaGate>
  readonly schedules: readonly Schedule[]
  readonly health: readonly HealthCheck[]
  readonly belongings: ReadonlyMap<string, Belongings>
  readonly standings: readonly Standing[]
  readonly notices: ReadonlyMap<string, NoticeKind>
  readonly demos: readonly (readonly [domain: string, DemoContent])[]
  readonly authenticate: Authenticator
}

function byName<T>(kind: string, entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  const map = new Map<string, T>()
  for (const [name, value] of entries) {
    if (map.has(name)) throw new Error(`Two domains declare the ${kind} "${name}".`)
    map.set(name, value)
  }
  return map
}

/** Gathers the manifests. Throws where two declare the same name, so that it shows at the first start. */
export function gather(domains: Readonly<Record<string, Domain>>): Catalog {
  const named = Object.entries(domains)
  const all = Object.values(domains)
  const handlers = all.flatMap((domain) => domain.handlers ?? [])
  const events = new Map<string, DomainEventHandler[]>()
  for (const handler of handlers) {
    if (handler.kind === 'domain-event') events.set(handler.name, [...(events.get(handler.name) ?? []), handler])
  }
  const authenticators = all.flatMap((domain) => domain.authenticate ?? [])
  const [authenticate] = authenticators
  if (!authenticate || authenticators.length > 1) throw new Error('Exactly one domain must authenticate.')
  const modules = [...new Set(all.flatMap(({ module }) => module ?? []))]
  byName(
    'module',
    modules.map((module) => [module.name, module]),
  )
  const meParts = named.flatMap(([domain, { me }]) => (me ? [[domain, me] as const] : []))
  byName(
    'part of Me',
    meParts.map(([, part]) => [part.name, part]),
  )
  const setupSteps = named.flatMap(([domain, { setupSteps = [] }]) => setupSteps.map((step) => [domain, step] as const))
  byName(
    'step of the first run',
    setupSteps.map(([, step]) => [step.name, step]),
  )
  const abilities = all.flatMap((domain) => domain.abilities ?? [])
  byName(
    'ability',
    abilities.map((ability) => [ability.name, ability]),
  )
  const limits = all.flatMap((domain) => domain.limits ?? [])
  byName(
    'limit',
    limits.map((limit) => [limit.name, limit]),
  )
  const scopes = named.flatMap(([domain, { scopes = [] }]) => scopes.map((scope) => [domain, scope] as const))
  byName(
    'scope',
    scopes.map(([, scope]) => [scope.name, scope]),
  )
  return {
    modules,
    moduleOf: new Map(named.flatMap(([name, { module }]) => (module === undefined ? [] : [[name, module]]))),
    meParts,
    setupSteps,
    abilities,
    limits,
    scopes,
    limitUses: byName(
      'use of a limit',
      all.flatMap((domain) => domain.limitUses ?? []).map((use) => [use.limit.name, use]),
    ),
    settings: byName(
      'settings',
      all.flatMap((domain) => domain.settings ?? []).map((of) => [of.name, of]),
    ),
    jobs: byName(
      'job',
      handlers.flatMap((handler) => (handler.kind === 'job' ? [[handler.name, handler]] : [])),
    ),
    events,
    rooms: byName(
      'room',
      all.flatMap((domain) => domain.rooms ?? []).map((gate) => [gate.room.name, gate]),
    ),
    mediaUses: byName(
      'use of media',
      all.flatMap((domain) => domain.mediaUses ?? []).map((gate) => [gate.use, gate]),
    ),
    schedules: all.flatMap((domain) => domain.schedule ?? []),
    health: all.flatMap((domain) => domain.health ?? []),
    belongings: byName(
      'belongings',
      all.flatMap((domain) => domain.belongings ?? []).map((of) => [of.label, of]),
    ),
    standings: all.flatMap((domain) => domain.standings ?? []),
    notices: byName(
      'notice',
      all.flatMap((domain) => domain.notices ?? []).map((kind) => [kind.of.name, kind]),
    ),
    demos: named.flatMap(([name, { demo }]) => (demo ? [[name, demo]] : [])),
    authenticate,
  }
}
