import { DomainError } from '../../../../shared/errors.ts'

interface Magnet {
  readonly v1: string | null
  readonly v2: string | null
  readonly name: string | null
  readonly magnet: string
}

export function readMagnet(text: string): Magnet {
  const v1 = /btih:([0-9a-f]{40})/i.exec(text)?.[1]?.toLowerCase() ?? null
  const v2 = /btmh:1220([0-9a-f]{64})/i.exec(text)?.[1]?.toLowerCase() ?? null
  if (v1 === null && v2 === null) throw new DomainError('INVALID', 'common.errors.INVALID')
  return { v1, v2, name: /dn=([^&]+)/.exec(text)?.[1] ?? null, magnet: text }
}
