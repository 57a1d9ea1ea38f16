import { DomainError } from '../../../../shared/errors.ts'

export interface Metainfo {
  readonly v1: string | null
  readonly v2: string | null
  readonly name: string
  readonly size: number
}

export function readTorrentFile(_bytes: Uint8Array): Metainfo {
  throw new DomainError('INVALID', 'common.errors.INVALID')
}
