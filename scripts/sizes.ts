import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder, isSource, isTest } from './sources.ts'

const folders = ['server', 'client', 'shared', 'scripts', 'bench']
const longFile = 300
const longestFile = 400
const longestTest = 600

interface Length {
  path: string
  lines: number
}

/** The files of a project folder that are longer than a person reads at once, and those that are longer than allowed. */
function fileLengths(root: string): { files: number; long: Length[]; tooLong: Length[] } {
  const lengths = sourcesOf(root).map((path) => ({ path, lines: lineCount(join(root, path)) }))
  const tooLong = lengths.filter(({ path, lines }) => lines > (isTest(path) ? longestTest : longestFile))
  const long = lengths.filter((one) => one.lines > longFile && !isTest(one.path) && !tooLong.includes(one))
  return { files: lengths.length, long, tooLong }
}

function sourcesOf(root: string): string[] {
  return [...readdirSync(root), ...filesUnder(root, folders)].filter(isSource)
}

function lineCount(path: string): number {
  const text = readFileSync(path, 'utf8')
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

const { files, long, tooLong } = fileLengths(process.cwd())
for (const { path, lines } of long) console.log(`warning  ${path}  ${lines} lines`)
for (const { path, lines } of tooLong) console.error(`error    ${path}  ${lines} lines`)
console.log(`${files} files, ${long.length} long, ${tooLong.length} too long`)
process.exitCode = tooLong.length || files === 0 ? 1 : 0
