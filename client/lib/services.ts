import { createContext } from 'react-router'
import type { Me } from '../../shared/house.ts'
import type { Locale } from '../../shared/locale.ts'
import type { Live } from './live.ts'
import type { Feature } from './page.ts'
import { type Api, type Call, createApi } from './trpc.ts'

export interface Services {
  readonly me: Me
  readonly locale: Locale
  readonly call: Call
  /** The typed client over `call`. */
  readonly api: Api
  /** The socket; null while a page is rendered on the server. */
  readonly live: Live | null
  /** What the house is made of, for menus and commands. */
  readonly features: readonly Feature[]
  /** One value for the whole program, made when it is first asked for: `get(createQueryClient)`. */
  get<T>(make: (services: Services) => T): T
}

/** What pages and their loaders share; one per browser window, one per page rendered on the server. */
export function createServices(base: Omit<Services, 'get' | 'api'>): Services {
  const made = new Map<unknown, unknown>()
  const services: Services = {
    ...base,
    api: createApi(base.call),
    get<T>(make: (services: Services) => T): T {
      if (!made.has(make)) made.set(make, make(services))
      return made.get(make) as T
    },
  }
  return services
}

/** For loaders: `context.get(services).api.couple.home.query()`. */
export const services = createContext<Services>()
