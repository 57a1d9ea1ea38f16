import type { IncomingMessage } from 'node:http'
import type {
  DomainEventDefinition,
  EventDefinition,
  JobDefinition,
  LimitDefinition,
  RoomDefinition,
} from '../../shared/definitions.ts'
import type { Locale } from '../../shared/locale.ts'
import type { Config } from '../config.ts'
import type { Catalog } from './catalog.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db/open.ts'
import type { Sync } from './db/transactions.ts'
import type { FileStore } from './files/store.ts'
import type { Live } from './live/live.ts'
import type { Logger } from './log.ts'
import type { Mailer } from './mail/mailer.ts'
import type { RateLimits } from './rate.ts'
import type { Settings } from './settings/settings.ts'
import type { Turns } from './turns.ts'
import type { Underway } from './underway.ts'
import type { Words } from './words.ts'

/** Everything that a function of a domain may need; nothing else is reached. */
export interface Deps {
  readonly config: Config
  readonly clock: Clock
  readonly log: Logger
  readonly db: Database
  readonly settings: Settings
  readonly files: FileStore
  readonly mailer: Mailer
  readonly live: Live
  readonly rates: RateLimits
  /** Bounds what goes on at once in this house. */
  readonly turns: Turns
  /** What has to end before the house closes. */
  readonly underway: Underway
  /** What the domains declared: abilities, settings, modules, health checks. */
  readonly catalog: Catalog
  /** Runs synchronous work whole or not at all; calls nest as savepoints. */
  inTx<T>(work: () => Sync<T>): Sync<T>
  /** Runs after the outermost commit; a rollback drops it. */
  onCommit(hook: () => void): void
  /** Writes a job in the caller's transaction; false where one of this name and key exists. `delay` in ms. */
  enqueue<T>(job: JobDefinition<T>, payload: T, key: string, delay?: number): boolean
  /** Arms a job again with this payload whether it waits, is done or dead, or once its run ends; or writes it. */
  enqueueAgain<T>(job: JobDefinition<T>, payload: T, key: string, delay?: number): void
  /** Calls the handlers of a domain event at once, in the caller's transaction. */
  raise<T>(event: DomainEventDefinition<T>, payload: T): void
  /** Tells the browsers in a room, after the commit. */
  publish<T>(event: EventDefinition<T>, room: RoomDefinition, id: string, payload: T): void
  /** HMAC-SHA256 of a text under a key of the house, base64url: for addresses that open something for a while. */
  sign(text: string): string
  /** Encrypts a text under the key of the house; `name` is bound to it. */
  seal(name: string, text: string): string
  /** Decrypts what {@link seal} made. Throws where the key, the name or a byte differs. */
  unseal(name: string, sealed: string): string
  /** Address of the client behind a request, as far as `TRUST_PROXY` lets it be known; over sockets too. */
  clientAddress(request: IncomingMessage): string
  limitOf(accountId: number, limit: LimitDefinition): number
  words(locale: Locale): Words
  /**
   * Whether the domain's module is switched on; domains without a module always are.
   * @param name that of the domain, or of anything that it declares, which begins with it
   */
  domainOn(name: string): boolean
  /** Told of an administrative change that left no line in the audit log. */
  onUnrecorded(path: string): void
}
