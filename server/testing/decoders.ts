import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'vitest'

/** What the system says of a process; nothing where it is gone. */
function told(pid: number, of: 'stat' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${of}`, 'utf8')
  } catch {
    return ''
  }
}

const parentOf = (pid: number): number => Number(/\) \S (\d+)/.exec(told(pid, 'stat'))?.[1])

/** Process ids of the decoders of HEIC that work for this process. */
export const decoders = (): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === process.pid && told(pid, 'cmdline').includes('heic.process.ts'))

/** Waits until a decoder works. */
export async function anyDecoder(): Promise<number> {
  await expect.poll(() => decoders().length, { interval: 5, timeout: 20_000 }).toBeGreaterThan(0)
  return decoders()[0] ?? Number.NaN
}
