import { type DOMRouterOpts, matchRoutes, type RouteObject } from 'react-router'

export type FurtherRoutes = NonNullable<DOMRouterOpts['patchRoutesOnNavigation']>

/** Whether an address leads nowhere as far as these routes know. */
export const leadsNowhere = (routes: RouteObject[], address: string | Location): boolean =>
  (matchRoutes(routes, address)?.at(-1)?.route.path ?? '*') === '*'

/**
 * Loads the routes that are kept apart as soon as an address is asked for that the known ones do not hold.
 * @param into id of the route that they are children of
 */
export function furtherRoutes(known: RouteObject[], into: string, load: () => Promise<RouteObject[]>): FurtherRoutes {
  let added = false
  return async ({ path, patch, signal }) => {
    if (added || !leadsNowhere(known, path)) return
    const further = await load()
    // What is patched for somebody who went elsewhere meanwhile is dropped: the next one brings it.
    if (signal.aborted || added) return
    patch(into, further)
    added = true
  }
}
