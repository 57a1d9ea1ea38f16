import { callAlone } from './browserCall.ts'

/**
 * Reads what the service worker may keep: over HTTP, as it sees no socket, and under an address that says only this, so
 * that the same question finds the kept answer.
 * @param otherwise asks where no worker stands before this page
 */
export function keptQuery<Output>(path: string, input: object, otherwise: () => Promise<Output>): Promise<Output> {
  if (!globalThis.navigator?.serviceWorker?.controller) return otherwise()
  return callAlone(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, {}) as Promise<Output>
}
