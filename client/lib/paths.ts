/** A path of this house that a query may name as the way back; everything else leads home. */
export function safePath(wanted: string | null | undefined): string {
  if (!wanted?.startsWith('/') || /^\/[/\\]/.test(wanted) || hasControl(wanted)) return '/'
  const base = 'http://foyer.invalid'
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : null
  return url?.origin === base ? `${url.pathname}${url.search}${url.hash}` : '/'
}

// Browsers drop tabs and line breaks inside addresses: "/\t/evil" would leave the house.
const hasControl = (text: string) => [...text].some((character) => character < ' ')

/** Address of the sign-in page that comes back to where the person was. */
export const signInPath = (from: string): string => {
  const next = safePath(from)
  return next === '/' || next.startsWith('/login') ? '/login' : `/login?next=${encodeURIComponent(next)}`
}
