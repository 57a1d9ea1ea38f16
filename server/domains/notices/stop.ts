import { timingSafeEqual } from 'node:crypto'
import { DomainError } from '../../../shared/errors.ts'
import { siteSettings } from '../../../shared/house.ts'
import type { Locale } from '../../../shared/locale.ts'
import type { StopView } from '../../../shared/notices.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Rate } from '../../platform/rate.ts'
import { siteAddress } from '../../platform/site.ts'
import { addresseeOf } from '../accounts/addressee.ts'
import { changeTiming, choose, kindOf, reaches, timingOf } from './choices.ts'

/** How often one address may use such links. */
export const stopRate: Rate = { name: 'notices.stop', points: 60, seconds: 300 }

/** Stands for the daily mail where a kind's name would stand. */
const digest = 'digest'

const signatureOf = (deps: Deps, accountId: number, kind: string): string =>
  deps.sign(`notices.stop ${accountId} ${kind}`)

/** Address that ends mails of a kind for a person without any sign-in; null ends the daily mail. */
export function stopAddress(deps: Deps, accountId: number, kind: string | null): string {
  const what = kind ?? digest
  return `${siteAddress(deps)}/notices/stop/${accountId}~${what}~${signatureOf(deps, accountId, what)}`
}

interface Stop {
  readonly accountId: number
  /** null for the daily mail. */
  readonly kind: string | null
}

/** @throws {DomainError} NOT_FOUND */
function stopOf(deps: Deps, token: string): Stop {
  const [id = '', what = '', given = ''] = token.split('~')
  const accountId = /^\d{1,15}$/.test(id) ? Number(id) : 0
  const right = Buffer.from(signatureOf(deps, accountId, what))
  const shown = Buffer.from(given)
  if (right.length !== shown.length || !timingSafeEqual(right, shown)) {
    throw new DomainError('NOT_FOUND', 'notices.errors.stopUnknown')
  }
  return { accountId, kind: what === digest ? null : what }
}

/** Which mails a link ends, in the language of whoever looks. Throws {@link DomainError} NOT_FOUND for a wrong one. */
export function readStop(deps: Deps, token: string, locale: Locale): StopView {
  const { accountId, kind: name } = stopOf(deps, token)
  const kind = name === null ? null : kindOf(deps, name)
  const person = addresseeOf(deps, accountId)
  if (!person || (name !== null && !kind)) throw new DomainError('NOT_FOUND', 'notices.errors.stopUnknown')
  const words = deps.words(locale)
  return {
    name: person.name,
    label: kind && words(kind.label as never),
    siteName: deps.settings.get(siteSettings).name,
    stopped: kind ? !reaches(deps, accountId, kind, 'mail') : timingOf(deps, accountId).mail !== 'digest',
  }
}

/** Ends the mails that the link is about. Throws as {@link readStop}. */
export function stopMails(deps: Deps, token: string): void {
  const { accountId, kind } = stopOf(deps, token)
  deps.inTx(() => {
    if (!addresseeOf(deps, accountId)) throw new DomainError('NOT_FOUND', 'notices.errors.stopUnknown')
    if (kind !== null) return choose(deps, accountId, kind, 'mail', false)
    const timing = timingOf(deps, accountId)
    if (timing.mail === 'digest') changeTiming(deps, accountId, { ...timing, mail: 'never' })
  })
}
