import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { siteSettings } from '../../../shared/house.ts'
import { isLocale, preferredLocale } from '../../../shared/locale.ts'
import { abilitiesOf } from '../abilities/abilities.ts'
import type { Actor, ActorAccount } from '../actor.ts'
import type { Deps } from '../deps.ts'
import type { Identity, SessionPurpose } from '../domain.ts'
import { cookiesOf } from './exchange.ts'

/** How tokens are stored: a stolen database opens no session. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

const noAbilities: ReadonlySet<string> = new Set()

/** Where an actor comes from, and with what besides their identity. */
interface Origin {
  readonly address: string
  readonly locale?: string | null
  readonly acceptLanguage?: string | undefined
  readonly shares?: readonly string[]
  /** What the API key allows that proved the identity. */
  readonly scopes?: readonly string[]
}

/** What the account may do; its keys never administer, whatever a role or a group says. */
function abilitiesFor(deps: Deps, account: ActorAccount, byKey: boolean): ReadonlySet<string> {
  const { abilities } = deps.catalog
  const held = abilitiesOf(deps.db, abilities, account)
  if (!byKey) return held
  const harmless = abilities.filter(({ name, administrative }) => !administrative && held.has(name))
  return new Set(harmless.map(({ name }) => name))
}

/** An actor for a proved identity, or a visitor where it is null. */
export function actorFor(deps: Deps, identity: Identity | null, from: Origin): Actor {
  const { language, timeZone } = deps.settings.get(siteSettings)
  // What was chosen in this browser goes before what the account says.
  const chosen = isLocale(from.locale) ? from.locale : identity?.locale
  const account = identity?.mustEnrol ? null : (identity?.account ?? null)
  return {
    account,
    enrolling: identity?.mustEnrol ? identity.account : null,
    abilities: account ? abilitiesFor(deps, account, from.scopes !== undefined) : noAbilities,
    address: from.address,
    locale: isLocale(chosen) ? chosen : preferredLocale(from.acceptLanguage, language),
    timeZone: identity?.timeZone ?? timeZone,
    scopes: from.scopes ? new Set(from.scopes) : null,
    shares: new Set((from.shares ?? []).map(tokenHash)),
    recorded: [],
  }
}

/** Who asks by cookie: browsers over HTTP and over the socket. */
export function actorByCookie(deps: Deps, request: IncomingMessage, purpose: SessionPurpose = 'act'): Actor {
  const cookies = cookiesOf(deps.config, request)
  const identity =
    cookies.session === null ? null : deps.catalog.authenticate(deps, cookies.session, 'browser', purpose)
  const { locale, shares } = cookies
  const address = deps.clientAddress(request)
  return actorFor(deps, identity, { address, locale, acceptLanguage: request.headers['accept-language'], shares })
}

/** Who asks by `Authorization: Bearer`: programs. A cookie counts for nothing here. */
export function actorByBearer(deps: Deps, request: IncomingMessage): Actor {
  const [, token] = /^Bearer ([\w-]{20,200})$/i.exec(request.headers.authorization ?? '') ?? []
  const identity = token === undefined ? null : deps.catalog.authenticate(deps, token, 'bearer', 'act')
  const address = deps.clientAddress(request)
  return actorFor(deps, identity, { address, acceptLanguage: request.headers['accept-language'] })
}
