import { engineError } from '../problems.ts'

/** A version of the program, or of its web interface, as numbers. */
export type Version = readonly number[]

/** Null for a text that is none. */
function readVersion(text: string): Version | null {
  const [, numbers] = /^v?(\d+\.\d+(?:\.\d+)*)/.exec(text.trim()) ?? []
  return numbers === undefined ? null : numbers.split('.').map(Number)
}

function isAtLeast(version: Version, wanted: Version): boolean {
  for (const [place, number] of wanted.entries()) {
    const own = version[place] ?? 0
    if (own !== number) return own > number
  }
  return true
}

/** The first that tells both info-hashes of a torrent. */
const oldest: Version = [4, 4]

/** What this version does otherwise than older ones. */
export interface Dialect {
  /** As the program calls itself, `v4.5.2`. */
  readonly program: string
  /** `stop` and `start` instead of `pause` and `resume`. */
  readonly stops: boolean
  /** Share limits want an action and a mode; files are handed out. */
  readonly latest: boolean
}

/**
 * The dialect of a program.
 * @param api version of its web interface, which counts on its own
 * Throws {@link EngineError} `too-old`, and `wrong-address` for what is no version.
 */
export function dialectOf(program: string, api: string, host: string): Dialect {
  const version = readVersion(program)
  const spoken = readVersion(api)
  if (!version || !spoken) throw engineError('wrong-address', 'wrongAddress', { host })
  if (!isAtLeast(version, oldest)) throw engineError('too-old', 'tooOld', { version: program })
  return { program, stops: isAtLeast(spoken, [2, 11]), latest: isAtLeast(spoken, [2, 16]) }
}
