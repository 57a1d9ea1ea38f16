import net, { type AddressInfo } from 'node:net'
import { chromium } from '@playwright/test'
import lighthouse from 'lighthouse'
import { chromiumPath, chromiumSwitches } from '../scripts/chromium.ts'
import { serve } from './served.ts'

const runs = 5
const aim = 95
const pages = ['/', '/couple']
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Scores of one visit on a mid-range phone, in percent, and what was marked down. */
async function visit(url: string, port: number): Promise<{ scores: number[]; faults: string[] }> {
  const result = await lighthouse(url, { port, output: 'json', logLevel: 'silent', onlyCategories: [...categories] })
  if (!result) throw new Error(`Lighthouse gave no result for ${url}`)
  const { lhr } = result
  const scores = categories.map((category) => Math.round((lhr.categories[category]?.score ?? 0) * 100))
  const faults = Object.values(lhr.audits)
    .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative')
    .map(({ id, displayValue }) => `${id}${displayValue ? ` (${displayValue})` : ''}`)
  return { scores, faults }
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Prints the median Lighthouse scores of the public pages with example content; ends with 1 below the aim. */
async function main(): Promise<number> {
  const house = await serve('example')
  const port = await freePort()
  const executablePath = chromiumPath()
  if (executablePath === null) throw new Error('No Chromium was found: install one, or name it in CHROME_PATH.')
  const browser = await chromium.launch({
    executablePath,
    args: [...chromiumSwitches, `--remote-debugging-port=${port}`],
  })
  let reached = true
  for (const page of pages) {
    const visits: Awaited<ReturnType<typeof visit>>[] = []
    for (let run = 0; run < runs; run += 1) visits.push(await visit(`${house.url}${page}`, port))
    const medians = categories.map((_, index) => middle(visits.map(({ scores }) => scores[index] ?? 0)))
    console.log(`${page.padEnd(10)} ${categories.map((category, index) => `${category} ${medians[index]}`).join('  ')}`)
    for (const fault of visits.at(-1)?.faults ?? []) console.log(`             ${fault}`)
    reached &&= medians.every((score) => score >= aim)
  }
  await browser.close()
  await house.stop()
  return reached ? 0 : 1
}

process.exitCode = await main()
