import { holdsDrafts } from './drafts.ts'
import { forgetKeptPages } from './offline.ts'
import { signInPath } from './paths.ts'

/**
 * Empties a page whose session was ended and asks to sign in; from there the way leads back to this address.
 * @param account whose session it was
 * @param drop takes everything off the page
 */
export function leaveForSignIn(account: number | null, drop: () => void): void {
  const { pathname, search, hash } = location
  const address = new URL(signInPath(pathname + search + hash), location.href)
  address.searchParams.set('ended', account !== null && holdsDrafts(account) ? 'kept' : 'yes')
  drop()
  // A browser may keep the emptied page for the way back.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  // Wherever it stands, the way leads on.
  void forgetKeptPages().finally(() => location.replace(address))
}
