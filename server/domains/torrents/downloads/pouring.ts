import type { FileHandle } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { ByteRange } from '../../../platform/files/store.ts'

/** Eight times what Node reads by itself: a quarter of the work for each gigabyte. In bytes. */
const readAtOnce = 512 * 1024

/** Writes a piece; its memory is free again when this resolves. Rejects where the reader has left. */
function written(target: Writable, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new Error('The reader left.'))
    target.once('close', leave)
    target.write(piece, (error) => {
      target.off('close', leave)
      if (error) reject(error)
      else resolve()
    })
  })
}

/**
 * Sends a part of an open file and ends the target. Two pieces of memory take turns, one being read into while the other
 * is sent: with new memory for each piece, as streams take it, the collector has more work than all of the sending.
 * @throws where the reader leaves, or the file turns out to be shorter
 */
export async function pour(file: FileHandle, { start, end }: ByteRange, target: Writable): Promise<void> {
  const size = Math.min(readAtOnce, end - start + 1)
  let [filling, sending] = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)]
  let sent: Promise<void> = Promise.resolve()
  for (let at = start; at <= end; ) {
    const [{ bytesRead }] = await Promise.all([file.read(filling, 0, Math.min(size, end - at + 1), at), sent])
    if (bytesRead === 0) throw new Error('The file became shorter while it was sent.')
    sent = written(target, filling.subarray(0, bytesRead))
    ;[filling, sending] = [sending, filling]
    at += bytesRead
  }
  await sent
  target.end()
  await finished(target)
}
