import { createMemoryRouter, type RouteObject } from 'react-router'
import { expect, test } from 'vitest'
import { furtherRoutes, leadsNowhere } from './further.ts'

const known: RouteObject[] = [
  {
    id: 'root',
    children: [{ path: '/' }, { path: '/open/:id' }, { path: '*', loader: () => Promise.reject(new Error('nowhere')) }],
  },
]

/** A house whose further list arrives when told to. */
function house() {
  const waiting: (() => void)[] = []
  const load = () =>
    new Promise<RouteObject[]>((resolve) => {
      waiting.push(() => resolve([{ path: '/admin' }, { path: '/admin/:id' }]))
    })
  const router = createMemoryRouter(known, { patchRoutesOnNavigation: furtherRoutes(known, 'root', load) })
  const arrives = () => {
    for (const answer of waiting.splice(0)) answer()
  }
  return { router, waiting, arrives, isShown: () => router.state.errors === null }
}

test('an address beyond the known ones brings the further list, once', async () => {
  const { router, waiting, arrives, isShown } = house()
  const gone = router.navigate('/admin')
  await expect.poll(() => waiting.length).toBe(1)
  arrives()
  await gone
  expect([router.state.location.pathname, isShown()]).toEqual(['/admin', true])
  await router.navigate('/admin/7')
  expect(isShown()).toBe(true)
  await router.navigate('/nowhere')
  expect(isShown()).toBe(false)
  expect(waiting).toEqual([])
})

test('known addresses do without it', async () => {
  const { router, waiting, isShown } = house()
  await router.navigate('/open/3')
  expect([isShown(), waiting.length]).toEqual([true, 0])
  expect(leadsNowhere(known, '/open/3')).toBe(false)
  expect(leadsNowhere(known, '/admin')).toBe(true)
})

test('a page that was given up while the list was loading is there the next time', async () => {
  const { router, waiting, arrives, isShown } = house()
  const given = router.navigate('/admin')
  await expect.poll(() => waiting.length).toBe(1)
  await router.navigate('/open/3')
  arrives()
  await given
  expect(router.state.location.pathname).toBe('/open/3')
  const again = router.navigate('/admin')
  await expect.poll(() => waiting.length).toBe(1)
  arrives()
  await again
  expect([router.state.location.pathname, isShown()]).toEqual(['/admin', true])
})
