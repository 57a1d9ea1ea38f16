import type { ComponentProps } from 'react'
import { type NavigateOptions, type To, useHref, useLinkClickHandler, useLocation, useResolvedPath } from 'react-router'

export interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** Within the house. */
  readonly to: To
  readonly replace?: boolean
  readonly preventScrollReset?: boolean
  readonly state?: NavigateOptions['state']
  /** Lets the browser open it anew. */
  readonly reloadDocument?: boolean
}

/**
 * A link that changes the page without loading it anew. The router's own also prefetches for the router's framework,
 * which weighs more than this house's header on every page.
 */
export function Link({ to, replace, preventScrollReset, state, reloadDocument, onClick, ...rest }: LinkProps) {
  const follow = useLinkClickHandler<HTMLAnchorElement>(to, {
    state,
    ...(rest.target === undefined ? {} : { target: rest.target }),
    ...(replace === undefined ? {} : { replace }),
    ...(preventScrollReset === undefined ? {} : { preventScrollReset }),
  })
  return (
    <a
      {...rest}
      href={useHref(to)}
      onClick={(event) => {
        onClick?.(event)
        if (!event.defaultPrevented && !reloadDocument) follow(event)
      }}
    />
  )
}

interface NavLinkProps extends LinkProps {
  /** Is current only at its very address, not beneath it. */
  readonly end?: boolean
  /** Beneath it, and current themselves where they lead. */
  readonly except?: readonly string[]
}

const isBeneath = (address: string, shown: string) => shown.startsWith(address.endsWith('/') ? address : `${address}/`)

/** A link of a menu, which says whether its page is shown. */
export function NavLink({ to, end = false, except = [], ...rest }: NavLinkProps) {
  const { pathname } = useResolvedPath(to)
  const shown = useLocation().pathname
  const isOthers = except.some((other) => shown === other || isBeneath(other, shown))
  const isCurrent = shown === pathname || (!end && isBeneath(pathname, shown) && !isOthers)
  return <Link {...rest} to={to} aria-current={isCurrent ? 'page' : undefined} />
}
