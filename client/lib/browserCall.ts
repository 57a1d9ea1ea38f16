import { unanswered, wireErrorOf, wireErrorOfAnswer } from './errors.ts'
import type { Live } from './live.ts'
import { unreachedEvent } from './offline.ts'
import { type Call, CallError } from './trpc.ts'

interface Answer {
  readonly result?: { readonly data?: unknown }
  readonly error?: unknown
}

interface Waiting {
  readonly path: string
  readonly input: unknown
  readonly resolve: (data: unknown) => void
  readonly reject: (thrown: unknown) => void
}

const longestWait = 30_000
const largestBatch = 20

const dataOf = ({ result, error }: Answer): unknown => {
  if (error) throw new CallError(wireErrorOf(error))
  return result?.data
}

/** fetch throws a bare TypeError where nobody answers; time-outs and aborts say what they are. */
function unreached(thrown: unknown): never {
  if (!(thrown instanceof TypeError)) throw thrown
  globalThis.dispatchEvent?.(new Event(unreachedEvent))
  throw new CallError(unanswered({ unreached: 1 }))
}

async function request(address: string, init: RequestInit): Promise<unknown> {
  const signals = [AbortSignal.timeout(longestWait), init.signal].filter((signal) => signal instanceof AbortSignal)
  const response = await fetch(address, {
    ...init,
    headers: { 'content-type': 'application/json', 'x-foyer': '1' },
    signal: AbortSignal.any(signals),
  }).catch(unreached)
  if (response.headers.has('foyer-kept')) globalThis.dispatchEvent?.(new Event(unreachedEvent))
  const body = await response.text()
  try {
    return JSON.parse(body)
  } catch {
    throw new CallError(wireErrorOfAnswer(response.status, body))
  }
}

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && ('result' in value || typeof Reflect.get(value, 'error') === 'object')

/** What stands outside tRPC refuses in a shape of its own. */
function answerIn(value: unknown): Answer {
  if (isAnswer(value)) return value
  throw new CallError(wireErrorOfAnswer(500, JSON.stringify(value)))
}

/** A call that travels over HTTP in a request of its own. */
export const callAlone = async (address: string, init: RequestInit): Promise<unknown> =>
  dataOf(answerIn(await request(address, init)))

async function mutate(address: string, input: unknown, signal: AbortSignal | null | undefined): Promise<unknown> {
  const body = input === undefined ? null : JSON.stringify(input)
  return callAlone(address, { method: 'POST', body, signal: signal ?? null })
}

async function queryTogether(root: string, batch: readonly Waiting[]): Promise<void> {
  const paths = batch.map(({ path }) => path).join(',')
  const inputs = Object.fromEntries(batch.map(({ input }, index) => [index, input]))
  try {
    const answers = await request(`${root}/${paths}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`, {})
    batch.forEach(({ resolve, reject }, index) => {
      try {
        resolve(dataOf(answerIn(Array.isArray(answers) ? answers[index] : answers)))
      } catch (thrown) {
        reject(thrown)
      }
    })
  } catch (thrown) {
    for (const { reject } of batch) reject(thrown)
  }
}

/** Gathers the queries of one moment into one request, twenty at most. */
function createBatcher(root: string): (path: string, input: unknown) => Promise<unknown> {
  let waiting: Waiting[] = []
  const send = () => {
    const all = waiting
    waiting = []
    for (let start = 0; start < all.length; start += largestBatch) {
      void queryTogether(root, all.slice(start, start + largestBatch))
    }
  }
  return (path, input) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(send)
      waiting.push({ path, input, resolve, reject })
    })
}

/**
 * Queries travel over the socket while there is one, all other calls over HTTP.
 * @param root address of the procedures
 */
export function createBrowserCall(live: Pick<Live, 'connected' | 'call'>, root = '/trpc'): Call {
  const query = createBatcher(root)
  return async (path, type, input, signal) => {
    if (type === 'mutation') return mutate(`${root}/${path}`, input, signal)
    const answer = live.connected ? await live.call(path, input) : null
    const data = answer ? dataOf({ result: { data: answer.data }, error: answer.error }) : await query(path, input)
    signal?.throwIfAborted()
    return data
  }
}
