import { Temporal } from 'temporal-polyfill'

// `shared/counter.ts` reads the global, so that browsers which know Temporal load no polyfill.
Reflect.set(globalThis, 'Temporal', Temporal)
