/** Makes `Temporal` known, which `shared/counter.ts` reads: most browsers have it, the others fetch it. */
export async function ensureTemporal(): Promise<void> {
  if ('Temporal' in globalThis) return
  const { Temporal } = await import('temporal-polyfill')
  Reflect.set(globalThis, 'Temporal', Temporal)
}
