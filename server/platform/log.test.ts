import { expect, test } from 'vitest'
import { createLogger } from './log.ts'

test('attack 77: line breaks and terminal codes stay inside one JSON line, and secrets are masked', () => {
  const lines: string[] = []
  const log = createLogger({ logLevel: 'info' }, { write: (line: string) => void lines.push(line) })
  const hostile = 'x\r\n{"level":60,"msg":"forged"}\u001b[31m'
  log.info({ path: hostile, password: 'p1', request: { cookie: 'p2', authorization: 'p3' }, token: 'p4' }, hostile)
  expect(lines).toHaveLength(1)
  const [line = ''] = lines
  expect([...line.trimEnd()].filter((sign) => sign < ' ')).toEqual([])
  expect(JSON.parse(line)).toMatchObject({ path: hostile, password: '[masked]', token: '[masked]' })
  expect(line).not.toMatch(/p[1-4]"/)
})
