import { downloadLines } from './download.ts'
import { keeps, type Line, report } from './measure.ts'
import { narrowingLines } from './narrowing.ts'
import { pageLines } from './pages.ts'
import { photoLines } from './photos.ts'
import { serve } from './served.ts'
import { torrentLines } from './torrents.ts'
import { uploadLines } from './upload.ts'

/** Ratios of hot paths to a ceiling of the same run; the times beside them depend on the machine. */
async function main(): Promise<void> {
  const house = await serve('house')
  const bare = await serve('bare', house.root, house.cookie)
  const idle = (await house.usage()).memory
  const lines: Line[] = []
  const add = (more: readonly Line[]) => {
    for (const line of more) report(line)
    lines.push(...more)
  }
  add(await pageLines(house, bare))
  await bare.stop()
  add(await uploadLines(house))
  const busy = (await house.usage()).memory
  await house.stop()
  add(await photoLines())
  add(await downloadLines())
  add(await torrentLines())
  add(await narrowingLines())
  console.log(`  Memory of the house: ${Math.round(idle / 1e6)} MB idle, ${Math.round(busy / 1e6)} MB after all of it`)
  if (!lines.every(keeps)) console.log('Lines with a ! miss their aim.')
}

await main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
