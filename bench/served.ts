import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import manifest from '../package.json' with { type: 'json' }

interface Usage {
  /** CPU time of the server since its start, in microseconds. */
  readonly cpu: number
  /** Resident memory in bytes. */
  readonly memory: number
}

/** What a server tells when it is ready. */
export interface Ready {
  readonly url: string
  readonly cookie: string
  /** Folder of its files. */
  readonly root: string
}

export interface Served extends Ready {
  usage(): Promise<Usage>
  /** Says a word to it that it knows. */
  tell(word: string): void
  stop(): Promise<void>
}

const message = async <T>(child: ChildProcess): Promise<T> => ((await once(child, 'message')) as [T])[0]

/** How `npm start` has Node run. */
const execArgv = manifest.scripts.start.match(/--\S+/g) ?? []

/** Starts a server of `bench/servers/` in a process of its own, so that only its own work is counted. */
export async function serve(name: string, ...args: string[]): Promise<Served> {
  const child = fork(path.join(import.meta.dirname, 'servers', `${name}.ts`), args, { execArgv })
  process.once('exit', () => child.kill())
  const ready = await message<Ready>(child)
  return {
    ...ready,
    async usage() {
      child.send('usage')
      return message<Usage>(child)
    },
    tell(word) {
      child.send(word)
    },
    async stop() {
      child.send('stop')
      await once(child, 'exit')
    },
  }
}

/** Until the compiler has seen enough of the code. */
const warmUpRounds = 10

/** Server CPU of one request in microseconds: median of rounds, after a warm-up. */
export async function cpuOf(server: Served, pathOf: (n: number) => string, rounds = 7, calls = 400): Promise<number> {
  const times: number[] = []
  let n = 0
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    const before = await server.usage()
    for (let call = 0; call < calls; call += 1) {
      // Each request comes from another visitor: the house bounds the pages of a single one.
      const from = `10.${n & 255}.${(n >> 8) & 255}.1`
      const headers = { cookie: server.cookie, 'x-forwarded-for': from, 'accept-encoding': 'identity' }
      const answer = await fetch(`${server.url}${pathOf(n++)}`, { headers })
      if (!answer.ok) throw new Error(`${pathOf(n)} answered ${answer.status}`)
      await answer.arrayBuffer()
    }
    const after = await server.usage()
    if (round >= 0) times.push((after.cpu - before.cpu) / calls)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}
