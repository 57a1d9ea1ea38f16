/** A figure of the house against a ceiling that was measured in the same run. */
export interface Line {
  readonly name: string
  readonly value: number
  readonly ceiling: number
  readonly unit: string
  /** Whether less or more is better, and the ratio value / ceiling that is aimed at. */
  readonly aim: readonly ['at most' | 'at least', number]
}

const ratioOf = ({ value, ceiling }: Line): number => value / ceiling

/** Middle of several numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Seconds that work takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** Whether a line keeps its aim. */
export const keeps = (line: Line): boolean =>
  line.aim[0] === 'at most' ? ratioOf(line) <= line.aim[1] : ratioOf(line) >= line.aim[1]

export function report(line: Line): void {
  const { name, value, ceiling, unit, aim } = line
  const ratio = ratioOf(line).toFixed(2).padStart(6)
  const mark = keeps(line) ? '  ' : '! '
  console.log(
    `${mark}${name.padEnd(44)}${ratio}  (${aim.join(' ')})  ${value.toFixed(1)} against ${ceiling.toFixed(1)} ${unit}`,
  )
}
