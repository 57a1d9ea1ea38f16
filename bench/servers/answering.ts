import type { Ready } from '../served.ts'

/** Tells the benchmark that this server is ready, then answers its questions until it says stop. */
export function answer(ready: Ready, stop: () => Promise<void>): void {
  process.on('message', (question) => {
    if (question === 'usage') {
      const { user, system } = process.cpuUsage()
      process.send?.({ cpu: user + system, memory: process.memoryUsage.rss() })
    }
    if (question === 'stop') void stop().then(() => process.exit(0))
  })
  process.send?.(ready)
}
