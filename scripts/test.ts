import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type Counts, countPlaywright, countVitest, noTests, sum } from './test-counts.ts'

interface Step {
  title: string
  command: string[]
  /** Reads what the step's runner counted into the named JSON file. */
  count?: (jsonPath: string) => Counts
}

const reports = mkdtempSync(join(tmpdir(), 'foyer-tests-'))

const fastSteps: Step[] = [
  {
    title: 'Format and lint',
    command: ['biome', 'check', '--error-on-warnings', '--diagnostic-level=warn', '--max-diagnostics=100'],
  },
  { title: 'Messages', command: ['node', 'scripts/messages.ts'] },
  { title: 'Types', command: ['tsc', '--noEmit'] },
  { title: 'Import zones', command: ['node', 'scripts/zones.ts'] },
  { title: 'File sizes', command: ['node', 'scripts/sizes.ts'] },
  { title: 'Dead code', command: ['knip', '--no-progress'] },
  { title: 'drizzle/ agrees with the tables', command: ['node', 'scripts/drizzle-agrees.ts'] },
  vitestStep('Pure tests', ['pure']),
]

const slowSteps: Step[] = [
  { title: 'Build and its size budgets', command: ['node', 'scripts/build.ts'] },
  vitestStep('Server tests', ['server', 'real']),
  { title: 'Browser tests', command: ['playwright', 'test', '--reporter=list,json'], count: countPlaywright },
]

function vitestStep(title: string, projects: string[]): Step {
  const chosen = projects.map((project) => `--project=${project}`)
  return { title, command: ['vitest', 'run', ...chosen, '--reporter=default', '--reporter=json'], count: countVitest }
}

function main(kind: string | undefined): number {
  const steps = kind === 'fast' ? fastSteps : [...fastSteps, ...slowSteps]
  let counts = noTests
  for (const step of steps) {
    const { counted, passed } = runStep(step)
    counts = sum(counts, counted)
    if (passed) continue
    console.log(`\n━━ Stopped at: ${step.title} ━━`)
    // A check that is no test counts as one failure, so that the closing line never reads as success.
    return close({ ...counts, failed: Math.max(counts.failed, 1) })
  }
  console.log('\n━━ All of it passed ━━')
  return close(counts)
}

function runStep(step: Step): { counted: Counts; passed: boolean } {
  console.log(`\n━━ ${step.title} ━━`)
  const json = join(reports, `${step.title}.json`)
  const status = run(step.command, json)
  const counted = step.count?.(json) ?? noTests
  if (counted.skipped) console.log(`${counted.skipped} tests were skipped: none may be.`)
  return { counted, passed: status === 0 && counted.failed === 0 && counted.skipped === 0 }
}

function run([program = '', ...options]: string[], json: string): number {
  const started = performance.now()
  const vitestReport = program === 'vitest' ? [`--outputFile.json=${json}`] : []
  const { status, error } = spawnSync(program, [...options, ...vitestReport], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${join(process.cwd(), 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
      PLAYWRIGHT_JSON_OUTPUT_FILE: json,
    },
  })
  if (error) console.error(error.message)
  console.log(`(${((performance.now() - started) / 1000).toFixed(1)} s)`)
  return status ?? 1
}

function close({ passed, failed }: Counts): number {
  console.log(`${passed} passed, ${failed} failed`)
  return failed ? 1 : 0
}

try {
  process.exitCode = main(process.argv[2])
} finally {
  rmSync(reports, { recursive: true })
}
