import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { seconds } from '../../../../platform/clock.ts'

/** How long the program may take to store what it knows. */
export const patienceToEnd = seconds(15)

/** How often it is asked: it forgets a request that comes while it starts. */
export const askedToEndEach = seconds(1)

/** The argument by which a program of this house is told from any other. */
export const profileArgument = (profile: string): string => `--profile=${profile}`

/** Whether a process is qbittorrent-nox on this very profile; one that has ended shows no command any more. */
async function isOurs(id: number, profile: string): Promise<boolean> {
  const command = await fs.readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')
  const [program = '', ...given] = command.split('\0')
  return path.basename(program).startsWith('qbittorrent') && given.includes(profileArgument(profile))
}

async function oursAmong(ids: readonly number[], profile: string): Promise<number[]> {
  const found = await Promise.all(ids.map(async (id) => ((await isOurs(id, profile)) ? [id] : [])))
  return found.flat()
}

/**
 * Ends what a house that died left running on its profile: two programs would write into the same files. A process
 * counts as ours by its command alone, so that no number that somebody else got meanwhile is ever ended. Where the
 * system has no `/proc` nothing is found.
 */
export async function endLeftover(profile: string): Promise<void> {
  const all = await fs.readdir('/proc').catch(() => [])
  const ids = all.filter((name) => /^\d+$/.test(name)).map(Number)
  let left = await oursAmong(ids, profile)
  const until = performance.now() + patienceToEnd
  let next = 0
  while (left.length > 0 && performance.now() < until) {
    if (performance.now() >= next) {
      for (const id of left) signal(id, 'SIGTERM')
      next = performance.now() + askedToEndEach
    }
    await sleep(50)
    left = await oursAmong(left, profile)
  }
  for (const id of left) signal(id, 'SIGKILL')
}

function signal(id: number, name: NodeJS.Signals): void {
  try {
    process.kill(id, name)
  } catch {
    // It ended by itself meanwhile.
  }
}
