import { Readable } from 'node:stream'
import type { FileStore } from '../platform/files/store.ts'

/** A FileStore whose disk has room for `capacity` more bytes: then it answers ENOSPC as a disk does, in mid-file. */
export function fullDiskStore(store: FileStore, capacity: number): FileStore {
  let left = capacity

  async function* untilFull(source: Readable): AsyncGenerator<Buffer> {
    for await (const chunk of source.iterator({ destroyOnReturn: false })) {
      const part: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
      if (part.length > left) {
        if (left > 0) yield part.subarray(0, left)
        left = 0
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
      }
      left -= part.length
      yield part
    }
  }

  const limited = (source: Readable): Readable => {
    // It reaches whoever reads the copy; here it would only be without a listener until the first read.
    source.on('error', () => {})
    return Readable.from(untilFull(source))
  }

  return {
    ...store,
    stage: (source, options) => store.stage(limited(source), options),
    append: (id, offset, source, options) => store.append(id, offset, limited(source), options),
    write: (key, content) =>
      store.write(key, limited(content instanceof Uint8Array ? Readable.from([content]) : content)),
    freeBytes: async () => left,
  }
}
