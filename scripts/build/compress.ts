import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { filesUnder } from '../sources.ts'

const compressible = /\.(css|html|js|json|mjs|svg|txt|wasm|webmanifest|xml)$/
const slowestBelow = 1_000_000

const brotliOf = promisify(brotliCompress)
const gzipOf = promisify(gzip)

/** Writes a .br and a .gz beside every asset of a folder that becomes smaller by it. */
export async function compressFolder(folder: string): Promise<void> {
  const paths = filesUnder(folder, ['.']).filter((path) => compressible.test(path) && !path.startsWith('./.vite/'))
  await Promise.all(paths.map((path) => compressFile(join(folder, path))))
}

async function compressFile(path: string) {
  const content = await readFile(path)
  const quality = content.length < slowestBelow ? constants.BROTLI_MAX_QUALITY : 9
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  const [br, gz] = await Promise.all([brotliOf(content, { params }), gzipOf(content, { level: 9 })])
  if (br.length < content.length) await writeFile(`${path}.br`, br)
  if (gz.length < content.length) await writeFile(`${path}.gz`, gz)
}
